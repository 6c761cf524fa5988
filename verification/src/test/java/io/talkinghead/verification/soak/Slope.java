package io.talkinghead.verification.soak;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * How a measure changes in an hour, by least squares.
 *
 * @param mean of the measure
 * @param perHour the change
 * @param error the standard error of the change
 */
record Slope(double mean, double perHour, double error) {
    private static final double HOUR = 3600;
    /** Of a normal distribution 95 % lie within so many standard errors. */
    private static final double INTERVAL = 1.96;

    static Slope of(List<SoakSample> samples, ToLongFunction<SoakSample> measure) {
        int count = samples.size();
        double meanX =
                samples.stream().mapToDouble(SoakSample::seconds).average().orElseThrow();
        double meanY =
                samples.stream().mapToDouble(measure::applyAsLong).average().orElseThrow();
        double xx = 0;
        double xy = 0;
        for (SoakSample sample : samples) {
            double x = sample.seconds() - meanX;
            xx += x * x;
            xy += x * (measure.applyAsLong(sample) - meanY);
        }
        double slope = xy / xx;
        double squares = 0;
        for (SoakSample sample : samples) {
            double rest = measure.applyAsLong(sample) - meanY - slope * (sample.seconds() - meanX);
            squares += rest * rest;
        }
        return new Slope(meanY, HOUR * slope, HOUR * Math.sqrt(squares / (count - 2) / xx));
    }

    /** The least change that the samples allow, with 95 % certainty. */
    double least() {
        return perHour - INTERVAL * error;
    }

    /** The greatest change that the samples allow, with 95 % certainty. */
    double most() {
        return perHour + INTERVAL * error;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "mean %.0f, %+.0f an hour, standard error %.0f", mean, perHour, error);
    }
}
