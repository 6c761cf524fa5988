package io.talkinghead.graph.precision;

import io.talkinghead.conditioning.turn.PlaneSample;

/** The picture of a head that turns at the network's resolution: the photo, moved, and what is changed about it. */
final class MovedPhoto {
    private MovedPhoto() {}

    /**
     * Returns the picture, 3 x R x R in [-1, 1].
     *
     * @param guide begins with the photo, 3 x R x R
     * @param flow where each pixel comes from, 2 x R x R in continuous pixels; beyond the photo its border counts
     * @param change 3 x R x R
     */
    static float[] of(float[] guide, float[] flow, float[] change) {
        int plane = change.length / 3;
        int side = (int) Math.round(Math.sqrt(plane));
        float[] picture = new float[change.length];
        for (int i = 0; i < picture.length; i++) {
            int pixel = i % plane;
            float moved = PlaneSample.at(guide, i / plane, side, flow[pixel], flow[plane + pixel]);
            picture[i] = Math.max(-1, Math.min(1, moved + change[i]));
        }
        return picture;
    }
}
