package io.talkinghead.cli;

import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.internal.file.ReplacedFiles;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what a person file holds, and takes it apart. */
@Command(name = "person", description = "Work with saved persons.")
final class PersonCommand {
    @Spec
    private CommandSpec spec;

    @Command(name = "info", description = "Show what a person file contains.")
    int info(@Parameters(paramLabel = "FILE", description = "The .person file.") Path file) {
        Person person = Person.open(file);
        PrintWriter out = spec.commandLine().getOut();
        out.println("model: " + person.modelName() + " (" + person.modelId() + ")");
        out.println("identity: " + (person.identity() instanceof Identity.Tuned ? "fine-tuned" : "feed-forward"));
        for (int i = 0; i < person.photos().size(); i++) {
            Frame picture = person.photos().get(i).picture();
            out.println("photo " + i + ": " + picture.widthPx() + " x " + picture.heightPx()
                    + (i == person.neutralPhoto() ? ", the neutral one" : ""));
        }
        person.provenance().forEach((name, value) -> out.println(name + ": " + value));
        out.flush();
        return 0;
    }

    @Command(name = "photos", description = "Write a person's photos, to make the person again with another model.")
    int photos(
            @Parameters(paramLabel = "FILE", description = "The .person file.") Path file,
            @Option(names = "--out", required = true, description = "The folder to write photo-N.png to.") Path out,
            @Mixin OutputArguments outputs) {
        outputs.reads(file).checkFolder(out);
        ReplacedFiles.tell(out);
        Person person = Person.open(file);
        PrintWriter printer = spec.commandLine().getOut();
        for (int i = 0; i < person.photos().size(); i++) {
            Path photo = out.resolve("photo-" + i + ".png");
            ImageFiles.write(photo, person.photos().get(i).picture());
            printer.println("written: " + photo);
        }
        printer.flush();
        return 0;
    }
}
