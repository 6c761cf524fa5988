package io.talkinghead.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Contenders that take turns in one process, so that other work on the machine meets all alike. What is compared is always two
 * of one turn.
 */
final class Turns {
    /** The other sessions' threads spin for a while after their last run. */
    private static final long REST_MILLIS = 15;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final boolean alone;
    private final Map<String, Run> contenders = new LinkedHashMap<>();
    private final Map<String, double[]> milliseconds = new LinkedHashMap<>();

    /** Something to be timed. */
    interface Run {
        void once() throws Exception;
    }

    /**
     * Starts with nobody.
     *
     * @param threads of each contender: of one thread, which is the caller's, the processor's time is taken, which other work on
     *     the machine changes little; of several, time as it passes
     */
    Turns(int threads) {
        alone = threads == 1;
    }

    private long nanos() {
        return alone ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    Turns add(String name, Run run) {
        contenders.put(name, run);
        return this;
    }

    /** Lets all take turns; of the few runs of a turn the median counts. */
    Turns take(int turns, int runsPerTurn) throws Exception {
        for (String name : contenders.keySet()) {
            milliseconds.put(name, new double[turns]);
        }
        for (int turn = -1; turn < turns; turn++) {
            for (Map.Entry<String, Run> each : contenders.entrySet()) {
                Thread.sleep(REST_MILLIS);
                double[] runs = new double[runsPerTurn];
                for (int i = 0; i < runsPerTurn; i++) {
                    long start = nanos();
                    each.getValue().once();
                    runs[i] = (nanos() - start) / 1e6;
                }
                if (turn >= 0) {
                    milliseconds.get(each.getKey())[turn] = quantile(runs, 0.5);
                }
            }
        }
        return this;
    }

    double median(String name) {
        return quantile(milliseconds.get(name), 0.5);
    }

    double fastest(String name) {
        return quantile(milliseconds.get(name), 0);
    }

    /** Returns how many times as long the other takes, median and quartiles over the turns. */
    String ratio(String other, String name) {
        double[] ratios = new double[milliseconds.get(name).length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = milliseconds.get(other)[i] / milliseconds.get(name)[i];
        }
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f-%.2f)",
                quantile(ratios, 0.5),
                quantile(ratios, 0.25),
                quantile(ratios, 0.75));
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
