package io.talkinghead.lab.evaluation;

import io.talkinghead.face.Landmarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much a face trembles, compared with the driver's: over frames that follow each other, the mean length of the second difference
 * in time of the 68 landmarks, |p(t-1) - 2 p(t) + p(t+1)|, divided by the same of the driver. A face that moves evenly has none, so
 * that this hears trembling before motion. 1 is as much as the driver, 0 a still face. Both are found again in the pictures by the
 * same network, whose own noise is in both.
 */
final class Jitter {
    /** Fewer second differences say nothing. */
    private static final int MIN_DIFFERENCES = 2;

    private final List<Optional<Landmarks>> driver = new ArrayList<>();
    private final List<Optional<Landmarks>> made = new ArrayList<>();

    /** Adds the next frame; one in which a face was not found leaves a gap. */
    void add(Optional<Landmarks> driverFace, Optional<Landmarks> madeFace) {
        boolean both = driverFace.isPresent() && madeFace.isPresent();
        driver.add(both ? driverFace : Optional.empty());
        made.add(both ? madeFace : Optional.empty());
    }

    /** Returns the quotient, empty over too few frames or where the driver is perfectly still. */
    OptionalDouble value() {
        double driven = 0;
        double shown = 0;
        int count = 0;
        for (int t = 1; t < driver.size() - 1; t++) {
            if (driver.get(t - 1).isPresent()
                    && driver.get(t).isPresent()
                    && driver.get(t + 1).isPresent()) {
                driven += difference(driver, t);
                shown += difference(made, t);
                count++;
            }
        }
        return count < MIN_DIFFERENCES || driven < 1e-9 ? OptionalDouble.empty() : OptionalDouble.of(shown / driven);
    }

    private static double difference(List<Optional<Landmarks>> faces, int t) {
        Landmarks before = faces.get(t - 1).orElseThrow();
        Landmarks now = faces.get(t).orElseThrow();
        Landmarks after = faces.get(t + 1).orElseThrow();
        double sum = 0;
        for (int i = 0; i < Landmarks.COUNT; i++) {
            sum += Math.hypot(
                    (double) before.x(i) - 2.0 * now.x(i) + after.x(i),
                    (double) before.y(i) - 2.0 * now.y(i) + after.y(i));
        }
        return sum;
    }
}
