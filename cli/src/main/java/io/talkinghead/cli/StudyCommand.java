package io.talkinghead.cli;

import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.internal.file.ReplacedFiles;
import io.talkinghead.lab.study.Study;
import io.talkinghead.lab.study.StudyAnswers;
import io.talkinghead.lab.study.StudyPictures;
import io.talkinghead.lab.study.StudyScore;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks people, and counts what they say. */
@Command(name = "study", description = "Let people judge pictures of heads, whichever program made them.")
final class StudyCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "make",
            description = {
                "Make a page that asks which picture is not real, and which of two is better.",
                "The folders hold PERSON/PICTURE.png (or JPEG, WebP), the same persons in all."
            },
            footer = {
                "",
                "Example:",
                "  talkinghead study make --real real/ --made ours=ours/ --made theirs=theirs/ --out study/"
            })
    int make(
            @Option(
                            names = "--real",
                            required = true,
                            description = "The folder of real pictures, two or more a person.")
                    Path real,
            @Option(
                            names = "--made",
                            required = true,
                            paramLabel = "METHOD=FOLDER",
                            description = "A method's name and the folder of what it made; may be given several times.")
                    Map<String, Path> made,
            @Option(
                            names = "--triplets",
                            defaultValue = "20",
                            description =
                                    "For each method, how often to show one picture among two real ones (default: 20).")
                    int triplets,
            @Option(
                            names = "--pairs",
                            defaultValue = "10",
                            description = "For each two methods, how often to show one beside the other (default: 10).")
                    int pairs,
            @Option(names = "--seed", defaultValue = "0", description = "Of the choice of pictures (default: 0).")
                    long seed,
            @Option(names = "--out", required = true, description = "The folder for the page.") Path out,
            @Mixin OutputArguments outputs) {
        outputs.reads(real).reads(made.values()).checkFolder(out);
        Study study = drawn(StudyPictures.of(real, made), triplets, pairs, seed);
        ReplacedFiles.tell(out);
        study.write(out);
        print(out.resolve("index.html") + ": " + study.size() + " questions; open it in a browser, or give people the"
                + " folder, and count their answers by 'talkinghead study score'\n");
        return 0;
    }

    private static Study drawn(StudyPictures pictures, int triplets, int pairs, long seed) {
        try {
            return Study.draw(pictures, triplets, pairs, seed);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    @Command(
            name = "score",
            description = "Count what people answered: how often each method was found out, and ranks.")
    int score(
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files that the page saved.")
                    List<Path> files,
            @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON too.") @Nullable
                    Path json,
            @Mixin OutputArguments outputs) {
        outputs.reads(files);
        if (json != null) {
            outputs.checkFile(json);
        }
        StudyScore score = StudyScore.of(files.stream().map(StudyAnswers::read).toList());
        if (json != null) {
            ReplacedFiles.tell(json);
            AtomicFile.write(json, file -> Files.writeString(file, score.json()));
        }
        print(score.markdown());
        return 0;
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }
}
