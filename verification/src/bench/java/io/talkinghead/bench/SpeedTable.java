package io.talkinghead.bench;

import io.talkinghead.Backends;
import io.talkinghead.conditioning.GeneratorInput;
import io.talkinghead.conditioning.PreparedPhoto;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.graph.net.GeneratorGraph;
import io.talkinghead.graph.network.NetworkGraph;
import io.talkinghead.graph.rewrite.Rewriting;
import io.talkinghead.graph.rewrite.Rewritten;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Tensor;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Generator;
import java.lang.management.ManagementFactory;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Prints a table of the generator's speed: the backend against the plain graph on ONNX Runtime with its defaults, against PyTorch
 * through DJL, and against the machine's peak, all in one run.
 *
 * <p>Arguments: models ({@code shipped}, {@code block_start}, {@code block_end}, {@code turning}), {@code turns=N}, {@code threads=N}; {@code
 * rewritings} prints what each rewriting brings instead.
 */
public final class SpeedTable {
    private final BenchModel which;
    private final int threads;
    private final int turns;
    private final int runs;
    private final ModelBundle model;
    private final NetworkGraph graph;
    private final Map<String, Tensor> weights = new HashMap<>();

    private SpeedTable(BenchModel which, int threads, int turns) {
        this.which = which;
        this.threads = threads;
        this.turns = turns;
        runs = which == BenchModel.SHIPPED ? 7 : 1;
        model = which.open();
        graph = GeneratorGraph.of(model.spec());
        graph.parameters().forEach(name -> weights.put(name, model.weights().tensor(name)));
    }

    /** See above; without models all of them. */
    public static void main(String[] args) throws Exception {
        EnumSet<BenchModel> models = EnumSet.noneOf(BenchModel.class);
        List<Integer> threads = List.of(1, 2);
        int turns = 21;
        boolean rewritings = false;
        for (String arg : args) {
            if (arg.startsWith("turns=")) {
                turns = Integer.parseInt(arg.substring(6));
            } else if (arg.startsWith("threads=")) {
                threads = List.of(Integer.valueOf(arg.substring(8)));
            } else if (arg.equals("rewritings")) {
                rewritings = true;
            } else {
                models.add(BenchModel.valueOf(arg.toUpperCase(Locale.ROOT)));
            }
        }
        if (models.isEmpty()) {
            models = EnumSet.allOf(BenchModel.class);
        }
        System.out.printf(
                Locale.ROOT,
                "load before: %.1f on %d processors%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.getRuntime().availableProcessors());
        for (BenchModel each : models) {
            for (int count : threads) {
                SpeedTable table = new SpeedTable(each, count, turns);
                if (rewritings) {
                    table.compareRewritings();
                } else {
                    table.compareEngines();
                }
            }
        }
    }

    private void compareEngines() throws Exception {
        try (PlainSession plain = PlainSession.open(graph.model(), weights, threads, true);
                PlainSession product = PlainSession.open(Peak.PRODUCT.model(), Map.of(), threads, true);
                PlainSession convolution = PlainSession.open(Peak.CONVOLUTION.model(), Map.of(), threads, true);
                Engine ours = Engine.open("onnx", model, threads);
                Engine torch = Engine.open("djl", model, threads)) {
            Turns table = new Turns(threads)
                    .add("ours", ours::run)
                    .add("plain", plain::run)
                    .add("torch", torch::run)
                    .add("product", product::run)
                    .add("convolution", convolution::run)
                    .take(turns, runs);
            double reached = Work.operations(model.spec()) / table.median("ours") / 1e6;
            double peak = Math.max(
                    Peak.PRODUCT.operations() / table.fastest("product"),
                    Peak.CONVOLUTION.operations() / table.fastest("convolution"));
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %s | %s | %.0f / %.0f | %.1f ms |%n",
                    name(),
                    threads,
                    table.ratio("plain", "ours"),
                    table.ratio("torch", "ours"),
                    reached,
                    peak / 1e6,
                    table.median("ours"));
        }
    }

    private void compareRewritings() throws Exception {
        for (Rewriting each : Rewriting.values()) {
            Set<Rewriting> others = EnumSet.copyOf(Rewriting.standard());
            others.remove(each);
            Set<Rewriting> both = EnumSet.copyOf(others);
            both.add(each);
            try (PlainSession plain = open(Set.of());
                    PlainSession alone = open(Set.of(each));
                    PlainSession without = open(others);
                    PlainSession all = open(both)) {
                Turns table = new Turns(threads)
                        .add("plain", plain::run)
                        .add("alone", alone::run)
                        .add("without", without::run)
                        .add("all", all::run)
                        .take(turns, runs);
                System.out.printf(
                        "| %s | %d | %s | %s | %s | %s |%n",
                        name(),
                        threads,
                        each,
                        table.ratio("plain", "alone"),
                        table.ratio("without", "all"),
                        table.ratio("plain", "all"));
            }
        }
    }

    private PlainSession open(Set<Rewriting> chosen) throws Exception {
        Rewritten network = Rewriting.apply(graph.model(), weights, chosen);
        return PlainSession.open(network.model(), network.weights(), threads, false);
    }

    private String name() {
        return which.name().toLowerCase(Locale.ROOT);
    }

    /** A generator as a head uses it. */
    private record Engine(Backend backend, Generator.Pass pass) implements AutoCloseable {
        static Engine open(String id, ModelBundle model, int threads) {
            Person person = BenchModel.person(model);
            EngineOptions options = EngineOptions.defaults().withDevice(Device.CPU).withThreads(threads);
            Backend backend = Backends.open(id, EnumSet.of(Capability.GENERATE), options);
            Generator generator = backend.openGenerator(model, person);
            Generator.Pass pass = generator.newPass();
            PreparedPhoto photo = PreparedPhoto.of(person.photos().get(0), model.spec().resolution());
            if (pass.flow().isPresent()) {
                pass.guideBy(generator.guide(photo.landmarkPicture(), photo.planes()));
            }
            GeneratorInput.of(model.spec()).write(photo.face(), photo, pass.input());
            return new Engine(backend, pass);
        }

        void run() {
            pass.run();
        }

        @Override
        public void close() {
            pass.close();
            backend.close();
        }
    }
}
