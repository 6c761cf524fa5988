package io.talkinghead.graph.precision;

import io.talkinghead.conditioning.turn.PlaneSample;

/** The picture of a head that turns at the network's resolution: the photo, moved, and what is changed about it. */
final class MovedPhoto {
    private MovedPhoto() {}

    /**
     * Returns the picture, 3 x R x R in [-1, 1].
     *
     * @param guide begins with the photo, 3 x R x R
     * @param flow where each pixel comes from, 2 x F x F in continuous pixels of R x R; beyond the photo its border counts
     * @param change 3 x R x R
     */
    static float[] of(float[] guide, float[] flow, float[] change) {
        int plane = change.length / 3;
        int side = (int) Math.round(Math.sqrt(plane));
        float[] picture = new float[change.length];
        int fineness = (int) Math.round(Math.sqrt((double) flow.length / (2 * plane)));
        for (int i = 0; i < picture.length; i++) {
            int pixel = i % plane;
            float x = mean(flow, 0, pixel, side, fineness);
            float y = mean(flow, flow.length / 2, pixel, side, fineness);
            picture[i] = Math.max(-1, Math.min(1, PlaneSample.at(guide, i / plane, side, x, y) + change[i]));
        }
        return picture;
    }

    /** Returns the mean of a plane of the flow within one of R x R pixels. */
    private static float mean(float[] flow, int from, int pixel, int side, int fineness) {
        float sum = 0;
        for (int row = 0; row < fineness; row++) {
            int at = from + ((pixel / side) * fineness + row) * side * fineness + pixel % side * fineness;
            for (int i = 0; i < fineness; i++) {
                sum += flow[at + i];
            }
        }
        return sum / (fineness * fineness);
    }
}
