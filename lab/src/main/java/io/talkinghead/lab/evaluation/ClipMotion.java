package io.talkinghead.lab.evaluation;

import io.talkinghead.face.FaceMeasures;
import io.talkinghead.face.Landmarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * How one person's eyes and mouth follow the driver's over one clip. Both sides are landmarks found in pictures by the same
 * network: it leaves closed lids half open, so that only the correlation tells whether an eye closes with the driver's.
 */
final class ClipMotion {
    /** A correlation over fewer frames is chance. */
    static final int MIN_FRAMES = 8;
    /**
     * Where the driver's eye aspect varies less (standard deviation), nothing is there to be followed: the landmark network's own
     * jitter is a third of it, two blinks in 32 frames are nearly twice as much.
     */
    static final double MIN_EYES = 0.02;
    /** The same of the mouth's opening: a mouth that talks has two to four times as much. */
    static final double MIN_MOUTH = 0.03;

    private final List<Landmarks> driver = new ArrayList<>();
    private final List<Landmarks> painted = new ArrayList<>();

    void add(Landmarks driverFace, Landmarks paintedFace) {
        driver.add(driverFace);
        painted.add(paintedFace);
    }

    /** Adds a frame in which both faces were found; another says nothing. */
    void add(Optional<Landmarks> driverFace, Optional<Landmarks> paintedFace) {
        if (driverFace.isPresent() && paintedFace.isPresent()) {
            add(driverFace.get(), paintedFace.get());
        }
    }

    /** Returns both correlations, beside what consecutive frames say. */
    ClipScore score(OptionalDouble jitter) {
        return new ClipScore(eyes(), mouth(), jitter);
    }

    /** Returns the correlation of the eyes' openings, empty where the driver does not vary enough. */
    OptionalDouble eyes() {
        return correlation(FaceMeasures::eyeOpenness, MIN_EYES);
    }

    /** Returns the correlation of the mouths' openings, empty where the driver does not vary enough. */
    OptionalDouble mouth() {
        return correlation(FaceMeasures::mouthOpenness, MIN_MOUTH);
    }

    private OptionalDouble correlation(ToDoubleFunction<Landmarks> measure, double least) {
        double[] wanted = driver.stream().mapToDouble(measure).toArray();
        double[] got = painted.stream().mapToDouble(measure).toArray();
        if (wanted.length < MIN_FRAMES || deviation(wanted) < least) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(correlation(wanted, got));
    }

    /** Pearson's; 0 where one does not vary at all, such as a single photo shown again and again. */
    static double correlation(double[] a, double[] b) {
        double deviations = deviation(a) * deviation(b);
        double meanA = mean(a);
        double meanB = mean(b);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - meanA) * (b[i] - meanB);
        }
        return deviations < 1e-12 ? 0 : Math.max(-1, Math.min(1, sum / a.length / deviations));
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
