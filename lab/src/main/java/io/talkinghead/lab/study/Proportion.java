package io.talkinghead.lab.study;

import static com.google.common.base.Preconditions.checkArgument;

import org.apiguardian.api.API;

/**
 * A part of a number of answers, with its interval at 95 % by Wilson's score, which holds for few answers and for all or none too.
 *
 * @param part of the answers
 * @param all answers, at least one
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Proportion(int part, int all) {
    /** Of the normal distribution at 97.5 %. */
    private static final double Z = 1.959964;

    /** Checks. */
    public Proportion {
        checkArgument(part >= 0 && part <= all && all > 0, "%s of %s answers", part, all);
    }

    /** Returns the proportion, 0 to 1. */
    public double value() {
        return (double) part / all;
    }

    /** Returns the lower end of the interval. */
    public double low() {
        return Math.max(0, middle() - halfWidth());
    }

    /** Returns the upper end of the interval. */
    public double high() {
        return Math.min(1, middle() + halfWidth());
    }

    private double middle() {
        return (value() + Z * Z / (2 * all)) / (1 + Z * Z / all);
    }

    private double halfWidth() {
        double spread = value() * (1 - value()) / all + Z * Z / (4.0 * all * all);
        return Z / (1 + Z * Z / all) * Math.sqrt(spread);
    }
}
