package io.talkinghead.djl.train;

/** A learning rate that rises over the first steps and falls along half a cosine to nothing at the last. */
public final class CoolingRate {
    private static final double RISE = 100;

    private CoolingRate() {}

    /**
     * Returns the factor of a step's rate.
     *
     * @param step from 0
     * @param steps in all
     */
    public static double factor(long step, long steps) {
        double risen = Math.min(1, (step + 1) / RISE);
        return risen * 0.5 * (1 + Math.cos(Math.PI * step / steps));
    }
}
