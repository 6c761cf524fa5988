package io.talkinghead.lab.evaluation;

import io.talkinghead.face.Landmarks;
import org.apiguardian.api.API;

/** How far landmarks are from where they should be. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LandmarkError {
    private LandmarkError() {}

    /** Returns the mean distance of the 68 points in percent of the target's outer-eye distance. */
    public static double percent(Landmarks found, Landmarks target) {
        return 100 * distance(found, target) / Math.max(1e-6, target.eyeDistance());
    }

    /**
     * Returns the mean distance of the 68 points in pixels, as if the pictures had 256 a side: what papers call AKD, the average keypoint
     * distance (Siarohin et al., "First Order Motion Model for Image Animation", 2019). Theirs is over the points of another network.
     *
     * @param sidePx of the pictures that the points are in
     */
    public static double pixels(Landmarks found, Landmarks target, int sidePx) {
        return distance(found, target) * 256 / sidePx;
    }

    private static double distance(Landmarks found, Landmarks target) {
        double sum = 0;
        for (int i = 0; i < Landmarks.COUNT; i++) {
            sum += Math.hypot(found.x(i) - target.x(i), found.y(i) - target.y(i));
        }
        return sum / Landmarks.COUNT;
    }
}
