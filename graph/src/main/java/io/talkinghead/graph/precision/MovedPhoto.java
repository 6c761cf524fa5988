package io.talkinghead.graph.precision;

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
        for (int i = 0; i < plane; i++) {
            float x = within(flow[i] - 0.5f, 0, side - 1);
            float y = within(flow[plane + i] - 0.5f, 0, side - 1);
            for (int at = i; at < picture.length; at += plane) {
                picture[at] = within(sample(guide, at - i, side, x, y) + change[at], -1, 1);
            }
        }
        return picture;
    }

    private static float sample(float[] photo, int plane, int side, float x, float y) {
        int left = Math.min((int) x, side - 2);
        int top = Math.min((int) y, side - 2);
        int corner = plane + top * side + left;
        float above = mixed(photo[corner], photo[corner + 1], x - left);
        return mixed(above, mixed(photo[corner + side], photo[corner + side + 1], x - left), y - top);
    }

    private static float mixed(float a, float b, float share) {
        return a + share * (b - a);
    }

    private static float within(float value, float least, float most) {
        return Math.max(least, Math.min(most, value));
    }
}
