package io.talkinghead.spi;

/** Hears of a tuning's progress and may end it. Called on the tuning thread. */
@FunctionalInterface
public interface TuningListener {
    /**
     * An epoch has ended.
     *
     * @return true to go on, false to stop with the best person so far
     */
    boolean epochEnded(int epoch, int epochs, double loss);
}
