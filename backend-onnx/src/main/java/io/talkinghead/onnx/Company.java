package io.talkinghead.onnx;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells the runs of an engine whether it has others. Runs that come at once do better with a processor each than with all
 * processors for one after another, as an operation of some tenths of a millisecond is not twice as fast on two.
 *
 * <p><b>Threading:</b> any number of threads.
 */
final class Company {
    /** How many runs have to be alone, one after another, until others are forgotten: of frames made two at once some meet nobody. */
    private static final int FORGOTTEN_AFTER = 8;

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger alone = new AtomicInteger(FORGOTTEN_AFTER);

    /** Begins a run, and tells whether others go on, or did a few runs ago; to be followed by {@link #leave}. */
    boolean enter() {
        if (running.incrementAndGet() > 1) {
            alone.set(0);
            return true;
        }
        // Others may set it back meanwhile: then one run more has all processors, or one less.
        int before = alone.get();
        if (before < FORGOTTEN_AFTER) {
            alone.set(before + 1);
            return true;
        }
        return false;
    }

    /** Ends a run. */
    void leave() {
        running.decrementAndGet();
    }
}
