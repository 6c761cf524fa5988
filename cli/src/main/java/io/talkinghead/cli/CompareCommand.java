package io.talkinghead.cli;

import io.talkinghead.lab.comparison.MethodSource;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetIdentity;
import io.talkinghead.lab.evaluation.Comparison;
import io.talkinghead.lab.evaluation.ComparisonReport;
import io.talkinghead.lab.evaluation.EvaluationOptions;
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

/** Compares methods as the paper's tables do. */
@Command(
        name = "compare",
        description = {
            "Compare methods on the same people, photos and frames, in quality and time, as the paper's Tables 1 and 2.",
            "A comparison that was ended goes on when it is run again with the same options."
        },
        footer = {
            "",
            "Example:",
            "  talkinghead compare --data faces/ --methods copy,warp,ours,x2face --baselines trained/ --out comparison/"
        })
final class CompareCommand implements Callable<Integer> {
    @ParentCommand
    private TalkingHeadCommand root;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            defaultValue = ModelBundle.DEFAULT_NAME,
            description = "The model of 'ours': a folder, zip or name (default: the default model).")
    private String model;

    @Option(
            names = "--methods",
            split = ",",
            defaultValue = "copy,warp,ours",
            description =
                    "The methods, in the order of the tables: copy, warp, ours, ours-tuned, these with a part left out,"
                            + " averbuch-elor, face2face, and those of other papers that the backends offer"
                            + " (default: copy,warp,ours).")
    private List<String> methods;

    @Option(
            names = "--baselines",
            paramLabel = "DIR",
            description = "Where other papers' methods are that were trained: each in a folder of its name"
                    + " (default: the folder of --out).")
    private @Nullable Path baselines;

    @Option(
            names = "--rig",
            paramLabel = "FILE",
            description = "With face2face: a face rig, such as the ICT FaceKit as a .npz file.")
    private @Nullable Path rig;

    @Mixin
    private final PersonsArguments persons = new PersonsArguments();

    @Option(
            names = "--out",
            required = true,
            description = "The folder for tables, a sheet, and what was found so far.")
    private Path out;

    @Option(
            names = "--study",
            paramLabel = "DIR",
            description = "Make a page there too, on which people judge the methods; see 'talkinghead study'.")
    private @Nullable Path study;

    @Mixin
    private final OutputArguments outputs = new OutputArguments();

    @Mixin
    private final ContentFiles content = new ContentFiles();

    @Mixin
    private final EngineArguments engineArguments = new EngineArguments();

    @Override
    public Integer call() {
        ComparedMethods known = new ComparedMethods();
        known.check(methods);
        if (methods.contains(ComparedMethods.FACE2FACE) != (rig != null)) {
            throw new UsageException("--rig FILE and the method face2face need each other");
        }
        content.checkUsed(ComparedMethods.tunes(methods), "compare ours-tuned too");
        outputs.reads(persons.data())
                .reads(baselines)
                .reads(rig)
                .readsNamed(model)
                .reads(content.files());
        outputs.checkFolder(out);
        if (study != null) {
            outputs.checkFolder(study);
        }
        EvaluationOptions options = persons.options();
        Dataset dataset = Dataset.open(persons.data());
        List<DatasetIdentity> judged = persons.of(dataset);
        ModelBundle bundle = ModelArgument.open(model);
        ComparisonReport report = CancelOnExit.call(cancellation -> {
            try (Backend opened = engineArguments.openToJudge();
                    WorkBar bar = new WorkBar(root.quiet())) {
                ComparedMethods.Heads heads = new ComparedMethods.Heads(
                        bundle, opened, engineArguments.options(), content.tuning(), cancellation);
                List<MethodSource> sources = known.sources(
                        methods, heads, new ComparedMethods.Files(baselines == null ? out : baselines, rig));
                return new Comparison(opened, options, out).run(dataset, judged, sources, bar, cancellation);
            }
        });
        report.write(out);
        if (study != null) {
            report.study(out, persons.seed()).write(study);
        }
        PrintWriter printer = spec.commandLine().getOut();
        printer.print(report.markdown());
        printer.flush();
        return 0;
    }
}
