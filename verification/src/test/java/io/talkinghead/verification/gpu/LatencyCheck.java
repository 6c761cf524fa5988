package io.talkinghead.verification.gpu;

import io.talkinghead.bench.BenchModel;
import io.talkinghead.engine.Capability;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Generator;
import java.io.PrintStream;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * Measures what a picture takes from its input in Java's memory to its output there, copies included: the median of {@code runs}
 * one after the other, and how many a second threads together make.
 */
final class LatencyCheck {
    private static final int THREADS = 4;
    private static final double NANOS = 1e6;

    private LatencyCheck() {}

    /** Takes the backend, the device, the model ({@code shipped}, {@code turning}, {@code block_start}) and the number of runs. */
    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        int runs = Integer.parseInt(args[3]);
        ModelBundle model = BenchModel.valueOf(args[2].toUpperCase(Locale.ROOT)).open();
        Person person = BenchModel.person(model);
        long start = System.nanoTime();
        try (Backend backend = CheckedBackend.open(args[0], args[1], Capability.GENERATE);
                Generator generator = backend.openGenerator(model, person)) {
            try (Generator.Pass pass = pass(generator)) {
                pass.run();
                Figure.print(out, "from nothing to the first picture", (System.nanoTime() - start) / NANOS, "ms");
                double[] millis = times(pass, runs);
                Figure.print(out, "median", millis[runs / 2], "ms");
                Figure.print(out, "quartiles, lower", millis[runs / 4], "ms");
                Figure.print(out, "quartiles, upper", millis[runs * 3 / 4], "ms");
                Figure.print(out, "99 % under", millis[runs * 99 / 100], "ms");
                requireFinite(pass.image());
            }
            Figure.print(out, "pictures a second, " + THREADS + " threads", rate(generator, runs), "1/s");
        }
    }

    private static Generator.Pass pass(Generator generator) {
        Generator.Pass pass = generator.newPass();
        Random random = new Random(3);
        for (FloatBuffer input = pass.input().duplicate(); input.hasRemaining(); ) {
            input.put(random.nextFloat());
        }
        pass.flow().ifPresent(flow -> {
            float[] grey = new float[pass.image().capacity()];
            pass.guideBy(generator.guide(grey, grey));
        });
        return pass;
    }

    private static double[] times(Generator.Pass pass, int runs) {
        for (int i = 0; i < Math.max(1, runs / 10); i++) {
            pass.run();
        }
        double[] millis = new double[runs];
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            pass.run();
            millis[i] = (System.nanoTime() - start) / NANOS;
        }
        Arrays.sort(millis);
        return millis;
    }

    private static double rate(Generator generator, int runs) throws InterruptedException {
        Thread[] threads = new Thread[THREADS];
        long start = System.nanoTime();
        for (int i = 0; i < THREADS; i++) {
            threads[i] = new Thread(() -> {
                try (Generator.Pass pass = pass(generator)) {
                    for (int k = 0; k < runs / THREADS; k++) {
                        pass.run();
                    }
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return (double) (runs / THREADS * THREADS) / ((System.nanoTime() - start) / 1e9);
    }

    private static void requireFinite(FloatBuffer image) {
        for (int i = 0; i < image.capacity(); i++) {
            if (!Float.isFinite(image.get(i))) {
                throw new AssertionError("the picture has a value that is no number");
            }
        }
    }
}
