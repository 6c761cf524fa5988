package io.talkinghead.tensorrt;

import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ParameterLayout;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Generator;
import io.talkinghead.testkit.Golden;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Opens persons of the default model on a real GPU and prints, for the GPU kit, how long a compilation, a loading and a refit take,
 * and what two heads and their closing do to the GPU's memory.
 */
final class PersonsOnGpuProgram {
    private static final int CYCLES = 20;

    private final ModelBundle model = ModelBundle.named(ModelBundle.DEFAULT_NAME);
    private final PrintStream out = System.out;

    private PersonsOnGpuProgram() {}

    /** Takes no arguments; plans go into new folders below the current one. */
    public static void main(String[] args) throws IOException, InterruptedException {
        PersonsOnGpuProgram program = new PersonsOnGpuProgram();
        Path plans = Files.createTempDirectory(Path.of(""), "plans").toAbsolutePath();
        program.compareRefitWithRebuild(plans);
        program.watchMemory(plans);
    }

    private void compareRefitWithRebuild(Path plans) throws IOException {
        try (Backend backend = open(plans)) {
            tell("compiling and opening", backend, anna());
            tell("opening again", backend, anna());
            tell("opening a tuned person, by refit", backend, tuned(1.001f));
            tell("opening another tuned person, by refit", backend, tuned(0.999f));
        }
        Path others = Files.createTempDirectory(Path.of(""), "plans").toAbsolutePath();
        try (Backend backend = open(others)) {
            tell("opening a tuned person, compiled anew", backend, tuned(1.001f));
        }
        try (Backend backend = open(plans)) {
            tell("opening from the plan on disk", backend, anna());
        }
    }

    private void watchMemory(Path plans) throws IOException, InterruptedException {
        // One library: another would load its engine once more.
        TensorRt library = RealGpu.library(plans, true);
        double before = usedMegabytes();
        try (Backend backend = open(library)) {
            try (Generator first = backend.openGenerator(model, anna())) {
                run(first);
                double one = usedMegabytes();
                try (Generator second = backend.openGenerator(model, anna())) {
                    run(second);
                    figure("memory of the first head", one - before, "MiB");
                    figure("memory of a second head on the same engine", usedMegabytes() - one, "MiB");
                }
            }
        }
        double closed = usedMegabytes();
        figure("memory still held when both are closed", closed - before, "MiB");
        try (Backend backend = open(plans)) {
            for (int i = 0; i < CYCLES; i++) {
                try (Generator generator = backend.openGenerator(model, anna())) {
                    run(generator);
                }
            }
        }
        figure("memory that " + CYCLES + " more heads, closed, leave", usedMegabytes() - closed, "MiB");
    }

    /** A library of its own knows no engine of the others. */
    private static Backend open(Path plans) {
        return open(RealGpu.library(plans, true));
    }

    private static Backend open(TensorRt library) {
        return new TensorRtBackendProvider(() -> library)
                .open(EngineOptions.defaults().withDevice(Device.cuda(0)));
    }

    private void tell(String what, Backend backend, Person person) {
        long start = System.nanoTime();
        try (Generator generator = backend.openGenerator(model, person)) {
            Duration opened = Duration.ofNanos(System.nanoTime() - start);
            run(generator);
            figure(what, opened.toNanos() / 1e6, "ms");
        }
    }

    private static void run(Generator generator) {
        try (Generator.Pass pass = generator.newPass()) {
            pass.flow().ifPresent(flow -> {
                float[] grey = new float[pass.image().capacity()];
                pass.guideBy(generator.guide(grey, grey));
            });
            pass.run();
        }
    }

    private void figure(String name, double value, String unit) {
        out.printf(Locale.ROOT, "%nfigure: %s = %.4g %s%n", name, value, unit);
    }

    private Person anna() {
        return person(new Identity.Embedded(new float[model.spec().embedding()]));
    }

    /** A tuned person has all the generator's weights of their own, here those of the model, all a little larger or smaller. */
    private Person tuned(float factor) {
        Map<String, Tensor> own = new LinkedHashMap<>();
        ParameterLayout.generator(model.spec()).keySet().stream()
                .filter(name -> !name.startsWith("generator.projection"))
                .forEach(name -> own.put(name, scaled(model.weights().tensor(name), factor)));
        return person(new Identity.Tuned(new float[model.spec().adaptiveParameters()], new Weights(own)));
    }

    private static Tensor scaled(Tensor tensor, float factor) {
        float[] values = tensor.toFloats().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return Tensor.of(tensor.shape(), values);
    }

    private Person person(Identity identity) {
        Landmarks face = Golden.face(128);
        ReferencePhoto photo = new ReferencePhoto(Frame.of(128, 128, new byte[3 * 128 * 128]), face);
        return new Person(model.name(), model.id(), identity, List.of(photo), 0, Map.of());
    }

    /** What the driver says all processes hold: nobody else uses the GPU. */
    private static double usedMegabytes() throws IOException, InterruptedException {
        Process smi = new ProcessBuilder(
                        "nvidia-smi", "--query-gpu=memory.used", "--format=csv,noheader,nounits", "--id=0")
                .redirectErrorStream(true)
                .start();
        String said = new String(smi.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (smi.waitFor() != 0) {
            throw new IOException("nvidia-smi: " + said);
        }
        return Double.parseDouble(said);
    }
}
