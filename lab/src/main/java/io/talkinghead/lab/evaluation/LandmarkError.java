package io.talkinghead.lab.evaluation;

import io.talkinghead.face.Landmarks;
import org.apiguardian.api.API;

/** How far landmarks are from where they should be. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LandmarkError {
    private LandmarkError() {}

    /** Returns the mean distance of the 68 points in percent of the target's outer-eye distance. */
    public static double percent(Landmarks found, Landmarks target) {
        double sum = 0;
        for (int i = 0; i < Landmarks.COUNT; i++) {
            sum += Math.hypot(found.x(i) - target.x(i), found.y(i) - target.y(i));
        }
        return 100 * sum / Landmarks.COUNT / Math.max(1e-6, target.eyeDistance());
    }
}
