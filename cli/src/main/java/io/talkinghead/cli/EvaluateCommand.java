package io.talkinghead.cli;

import io.talkinghead.engine.EngineOptions;
import io.talkinghead.internal.file.ReplacedFiles;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetIdentity;
import io.talkinghead.lab.evaluation.Evaluation;
import io.talkinghead.lab.evaluation.EvaluationGroups;
import io.talkinghead.lab.evaluation.EvaluationOptions;
import io.talkinghead.lab.evaluation.EvaluationReport;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.spi.Backend;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Evaluates a model. */
@Command(
        name = "evaluate",
        description = "Evaluate a model on held-out frames of a dataset, compared with copying and moving a photo.",
        footer = {"", "Example:", "  talkinghead evaluate --data faces/ --shots 1,8,32 --out evaluation/"})
final class EvaluateCommand implements Callable<Integer> {
    @ParentCommand
    private TalkingHeadCommand root;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            defaultValue = ModelBundle.DEFAULT_NAME,
            description = "A model's folder, zip or name (default: the default model).")
    private String model;

    @Mixin
    private final PersonsArguments persons = new PersonsArguments();

    @Option(names = "--out", required = true, description = "The folder for the tables and sheets.")
    private Path out;

    @Mixin
    private final OutputArguments outputs = new OutputArguments();

    @Option(names = "--tune", description = "Evaluate fine-tuned persons too; needs a backend that fine-tunes.")
    private boolean tune;

    @Mixin
    private final ContentFiles content = new ContentFiles();

    @Option(
            names = "--groups",
            paramLabel = "FILE",
            description = "Report on groups of persons too: a text file of lines 'identity TAB group'.")
    private @Nullable Path groups;

    @Mixin
    private final EngineArguments engineArguments = new EngineArguments();

    @Override
    public Integer call() {
        content.checkUsed(tune, "give --tune too");
        outputs.reads(persons.data())
                .reads(groups)
                .readsNamed(model)
                .reads(content.files())
                .checkFolder(out);
        EvaluationOptions options = options();
        Dataset dataset = Dataset.open(persons.data());
        List<DatasetIdentity> judged = persons.of(dataset);
        ModelBundle bundle = ModelArgument.open(model);
        EngineOptions engine = engineArguments.options();
        EvaluationReport report = CancelOnExit.call(cancellation -> {
            try (PersonTuning tuning = tune ? PersonTuning.open(bundle, engine, content.tuning(), cancellation) : null;
                    Backend opened = engineArguments.openToJudge();
                    WorkBar bar = new WorkBar(root.quiet())) {
                return new Evaluation(opened, bundle, options, tuning).run(dataset, judged, bar, cancellation);
            }
        });
        ReplacedFiles.tell(out);
        report.write(out);
        PrintWriter printer = spec.commandLine().getOut();
        printer.print(report.markdown());
        printer.flush();
        return 0;
    }

    private EvaluationOptions options() {
        EvaluationOptions options = persons.options();
        return groups == null ? options : options.withGroups(EvaluationGroups.read(groups));
    }
}
