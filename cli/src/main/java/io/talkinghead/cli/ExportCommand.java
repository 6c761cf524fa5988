package io.talkinghead.cli;

import io.talkinghead.graph.served.ModelRepository;
import io.talkinghead.graph.served.ServingOptions;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes models as other programs load them. */
@Command(name = "export", description = "Write models for other programs.")
final class ExportCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "triton",
            description = "Write a model's networks as a model repository for Triton, or another server of KServe v2.",
            footer = {
                "",
                "Example:",
                "  talkinghead export triton --out repository/",
                "  tritonserver --model-repository repository/",
                "  java -Dtalkinghead.kserve.url=http://HOST:8000 -jar talkinghead.jar animate ..."
            })
    int triton(
            @Option(
                            names = "--model",
                            paramLabel = "M",
                            description = "A model's name, or the path of its bundle.",
                            defaultValue = ModelBundle.DEFAULT_NAME)
                    String model,
            @Option(
                            names = "--out",
                            required = true,
                            description = "The repository's folder, new or begun before; what else is in it stays.")
                    Path out,
            @Option(
                            names = "--person",
                            arity = "1..*",
                            description = "Tuned persons of the model: each has a generator of their own.")
                    @Nullable
                    List<Path> persons,
            @Mixin ServingArguments serving,
            @Option(names = "--features", description = "The feature networks too, which evaluation asks for.")
                    boolean features,
            @Mixin OutputArguments outputs) {
        ServingOptions options = serving.options();
        List<Path> files = persons == null ? List.of() : persons;
        outputs.readsNamed(model).reads(files).checkFolder(out);
        ModelBundle bundle = ModelArgument.open(model);
        List<Person> known = files.stream().map(Person::open).toList();
        known.forEach(person -> person.checkModel(bundle));
        ModelRepository repository = new ModelRepository(out, options);
        repository.addModel(bundle);
        known.forEach(person -> repository.addPerson(bundle, person));
        if (features) {
            repository.addFeatureNetworks();
        }
        PrintWriter printer = spec.commandLine().getOut();
        printer.println("the networks of " + bundle.name() + " are in " + out);
        printer.flush();
        return 0;
    }
}
