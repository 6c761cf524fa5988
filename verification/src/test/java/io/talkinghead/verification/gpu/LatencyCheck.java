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
import java.util.Collections;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures what a picture takes from its input in Java's memory to its output there, copies included: the median of {@code runs}
 * one after the other, and how many a second threads together make.
 */
final class LatencyCheck {
    private static final int THREADS = 4;
    private static final double NANOS = 1e6;
    /** On a slow processor the paper's size would take minutes: then there are fewer runs, and their number is told. */
    private static final long LONGEST_NANOS = 30_000_000_000L;

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
                int count = millis.length;
                Figure.print(out, "median of " + count, millis[count / 2], "ms");
                Figure.print(out, "quartiles, lower", millis[count / 4], "ms");
                Figure.print(out, "quartiles, upper", millis[count * 3 / 4], "ms");
                Figure.print(out, "99 % under", millis[count * 99 / 100], "ms");
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
        long warm = System.nanoTime();
        for (int i = 0; i < runs / 10 && System.nanoTime() - warm < LONGEST_NANOS / 10; i++) {
            pass.run();
        }
        double[] millis = new double[runs];
        long begin = System.nanoTime();
        int count = 0;
        while (count < runs && (count == 0 || System.nanoTime() - begin < LONGEST_NANOS)) {
            long start = System.nanoTime();
            pass.run();
            millis[count++] = (System.nanoTime() - start) / NANOS;
        }
        double[] taken = Arrays.copyOf(millis, count);
        Arrays.sort(taken);
        return taken;
    }

    private static double rate(Generator generator, int runs) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        long start = System.nanoTime();
        try {
            Callable<Integer> share = () -> {
                int made = 0;
                try (Generator.Pass pass = pass(generator)) {
                    while (made < runs / THREADS && System.nanoTime() - start < LONGEST_NANOS) {
                        pass.run();
                        made++;
                    }
                }
                return made;
            };
            int made = 0;
            for (Future<Integer> each : threads.invokeAll(Collections.nCopies(THREADS, share))) {
                // What failed in a thread fails here.
                made += each.get();
            }
            return made / ((System.nanoTime() - start) / 1e9);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void requireFinite(FloatBuffer image) {
        for (int i = 0; i < image.capacity(); i++) {
            if (!Float.isFinite(image.get(i))) {
                throw new AssertionError("the picture has a value that is no number");
            }
        }
    }
}
