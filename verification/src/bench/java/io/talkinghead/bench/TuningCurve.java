package io.talkinghead.bench;

import io.talkinghead.Backends;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.engine.Precision;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.comparison.MethodSource;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.lab.dataset.DatasetIdentity;
import io.talkinghead.lab.dataset.DatasetSplit;
import io.talkinghead.lab.evaluation.Comparison;
import io.talkinghead.lab.evaluation.ComparisonRow;
import io.talkinghead.lab.evaluation.EvaluationOptions;
import io.talkinghead.lab.evaluation.EvaluationRow;
import io.talkinghead.lab.evaluation.MethodSources;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.FewShotTuner;
import io.talkinghead.tuning.TuningListener;
import io.talkinghead.tuning.TuningOptions;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.WorkListener;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells what fine-tuning for more or fewer epochs brings: people who are held out are tuned from 1, 8 and 32 photos, all of which are
 * trained on, and judged on other frames of the same video. Prints a table of quality against epochs and seconds, in which {@code chosen}
 * is what the default options return, which hold a photo out. Arguments: {@code DATASET FOLDER [PEOPLE [SHOTS [EPOCHS]]]}, of which the
 * last two are lists such as {@code 1,8}. It may be ended at any time: what is in the folder is not measured again.
 */
public final class TuningCurve implements AutoCloseable {
    private static final int PEOPLE = 3;
    private static final int HELD_OUT = 16;
    private static final double VALIDATION = 0.05;
    private static final List<Integer> SHOTS = List.of(1, 8, 32);
    private static final List<Integer> EPOCHS = List.of(2, 5, 10, 20, 40, 80);
    private static final String FED_FORWARD = "0";
    private static final String CHOSEN = "chosen";

    private static final Set<Capability> JUDGES = Set.of(
            Capability.EMBED, Capability.GENERATE, Capability.ANALYZE_FACES, Capability.EXTRACT_FEATURES);

    private final PrintStream out = System.out;
    private final ModelBundle model = ModelBundle.named(ModelBundle.DEFAULT_NAME);
    private final Backend backend;
    private final FewShotTuner tuner;

    private TuningCurve(Backend backend, Backend tuning) {
        this.backend = backend;
        tuner = tuning.openTuner(model);
    }

    /** See above. */
    public static void main(String[] args) {
        Dataset dataset = Dataset.open(Path.of(args[0]));
        int people = args.length > 2 ? Integer.parseInt(args[2]) : PEOPLE;
        List<Integer> shots = args.length > 3 ? numbers(args[3]) : SHOTS;
        List<Integer> epochs = args.length > 4 ? numbers(args[4]) : EPOCHS;
        EngineOptions engine = EngineOptions.defaults();
        try (Backend backend = Backends.open(JUDGES, engine);
                Backend tuning = Backends.openFor(Capability.TUNE, engine.withPrecision(Precision.FLOAT32));
                TuningCurve curve = new TuningCurve(backend, tuning)) {
            curve.measure(dataset, longest(dataset, people), Path.of(args[1]), shots, curve.methods(epochs));
        }
    }

    /** Those of whom most is shown: the same for every number of photos. */
    private static List<DatasetIdentity> longest(Dataset dataset, int people) {
        return dataset.split(DatasetSplit.VALIDATION, VALIDATION).stream()
                .sorted(Comparator.comparingInt(TuningCurve::frames).reversed())
                .limit(people)
                .toList();
    }

    private static int frames(DatasetIdentity person) {
        return person.clips().stream().mapToInt(DatasetClip::frames).max().orElse(0);
    }

    private void measure(
            Dataset dataset,
            List<DatasetIdentity> people,
            Path folder,
            List<Integer> shots,
            List<MethodSource> methods) {
        out.println("| photos | epochs | seconds | L1 | SSIM | CSIM | perceptual | people | frames |");
        out.println("|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (int count : shots) {
            EvaluationOptions options =
                    EvaluationOptions.defaults().withShots(List.of(count)).withHeldOut(HELD_OUT);
            new Comparison(backend, options, folder)
                    .run(dataset, people, methods, WorkListener.NONE, new Cancellation())
                    .rows()
                    .forEach(row -> out.println(line(row)));
        }
    }

    private static List<Integer> numbers(String list) {
        return Stream.of(list.split(",")).map(Integer::valueOf).toList();
    }

    private List<MethodSource> methods(List<Integer> epochs) {
        List<MethodSource> methods = new ArrayList<>();
        methods.add(MethodSources.head(FED_FORWARD, model, backend));
        for (int count : epochs) {
            methods.add(new Tuned(
                    String.valueOf(count),
                    TuningOptions.defaults().withEpochs(count).withHoldOut(false)));
        }
        methods.add(new Tuned(CHOSEN, TuningOptions.defaults()));
        return methods;
    }

    private static String line(ComparisonRow row) {
        EvaluationRow result = row.result();
        EvaluationRow.Measures measures = result.measures();
        return String.join(
                        " | ",
                        "| " + result.shots(),
                        result.method().id(),
                        cell("%.1f", result.times().personMillis(), 1e-3),
                        cell("%.2f", measures.l1(), 1),
                        cell("%.4f", measures.ssim(), 1),
                        cell("%.4f", measures.csim(), 1),
                        cell("%.5f", measures.perceptual(), 1),
                        String.valueOf(result.counts().identities()),
                        String.valueOf(result.counts().frames()))
                + " |";
    }

    private static String cell(String format, OptionalDouble value, double scale) {
        return value.isPresent() ? String.format(Locale.ROOT, format, scale * value.getAsDouble()) : "-";
    }

    @Override
    public void close() {
        tuner.close();
    }

    /** Heads tuned with some options. */
    private final class Tuned implements MethodSource {
        private final String id;
        private final TuningOptions options;

        Tuned(String id, TuningOptions options) {
            this.id = id;
            this.options = options;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String origin() {
            return MethodSources.origin(model, backend) + ", " + options;
        }

        @Override
        public ComparedMethod open() {
            return MethodSources.tuned(
                    id,
                    model,
                    backend,
                    person -> tuner.tune(person, options, TuningListener.NONE, new Cancellation())
                            .person());
        }
    }
}
