package io.talkinghead.djl.train;

import io.talkinghead.lab.training.TrainingLosses;
import java.time.Duration;
import java.util.Arrays;

/** Means over the steps since they were last forgotten. */
public final class Means {
    private final double[] sums = new double[4];
    private int steps;
    private long sinceNanos = System.nanoTime();

    /** Begins; the time of the first step begins now. */
    public Means() {}

    /** Takes up a step. */
    public void add(TrainingLosses losses) {
        sums[0] += losses.likeness();
        sums[1] += losses.adversarial();
        sums[2] += losses.matching();
        sums[3] += losses.discriminator();
        steps++;
    }

    /** Returns the means; of no step at all they are no numbers. */
    public TrainingLosses losses() {
        return new TrainingLosses(sums[0] / steps, sums[1] / steps, sums[2] / steps, sums[3] / steps);
    }

    /** Returns the time of a step. */
    public Duration perStep() {
        return Duration.ofNanos((System.nanoTime() - sinceNanos) / Math.max(1, steps));
    }

    /** Begins anew. */
    public void forget() {
        Arrays.fill(sums, 0);
        steps = 0;
        sinceNanos = System.nanoTime();
    }
}
