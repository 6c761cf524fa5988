package io.talkinghead.bench;

import ai.onnxruntime.OrtException;
import java.util.Arrays;

/**
 * Prints how long the generator takes through the backend, and how long the same graph run with the engine's defaults.
 *
 * <p>Both take turns in one process, a few runs each, so that other work on the machine meets both alike.
 */
public final class GeneratorRatio {
    private static final int TURNS = 40;
    private static final int WARM_UP_TURNS = 5;
    private static final int RUNS_PER_TURN = 8;

    private GeneratorRatio() {}

    private interface Run {
        Object once() throws OrtException;
    }

    /** Takes no arguments. */
    public static void main(String[] args) throws OrtException, InterruptedException {
        GeneratorBenchmark benchmark = new GeneratorBenchmark();
        benchmark.threads = Runtime.getRuntime().availableProcessors();
        benchmark.open();
        double[] backend = new double[TURNS * RUNS_PER_TURN];
        double[] plain = new double[TURNS * RUNS_PER_TURN];
        for (int turn = -WARM_UP_TURNS; turn < TURNS; turn++) {
            take(turn, benchmark::backend, backend);
            take(turn, benchmark::plainSession, plain);
        }
        benchmark.close();
        Arrays.sort(backend);
        Arrays.sort(plain);
        print("fastest", backend[0], plain[0]);
        print("tenth percentile", backend[backend.length / 10], plain[plain.length / 10]);
        print("median", backend[backend.length / 2], plain[plain.length / 2]);
    }

    private static void take(int turn, Run run, double[] milliseconds) throws OrtException, InterruptedException {
        // The other session's threads spin for a while after its last run.
        Thread.sleep(20);
        for (int i = 0; i < RUNS_PER_TURN; i++) {
            long start = System.nanoTime();
            run.once();
            if (turn >= 0) {
                milliseconds[turn * RUNS_PER_TURN + i] = (System.nanoTime() - start) / 1e6;
            }
        }
    }

    private static void print(String what, double backend, double plain) {
        System.out.printf(
                "%-17s backend %6.2f ms, plain session %6.2f ms, ratio %.2f%n", what, backend, plain, backend / plain);
    }
}
