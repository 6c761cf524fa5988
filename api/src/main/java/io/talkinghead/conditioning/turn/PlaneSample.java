package io.talkinghead.conditioning.turn;

/**
 * Reads square planes of values between their places: linearly, beyond the border the last value.
 *
 * <p><b>Threading:</b> any number of threads.
 */
public final class PlaneSample {
    private PlaneSample() {}

    /**
     * Moves planes.
     *
     * @param planes any number of {@code side x side} values
     * @param map where each pixel comes from, in continuous places: x of all, then y; may be longer
     * @return as many planes
     */
    public static float[] moved(float[] planes, float[] map, int side) {
        int plane = side * side;
        float[] moved = new float[planes.length];
        for (int i = 0; i < moved.length; i++) {
            int pixel = i % plane;
            moved[i] = at(planes, i / plane, side, map[pixel], map[plane + pixel]);
        }
        return moved;
    }

    /**
     * Reads one value; allocates nothing.
     *
     * @param planes of {@code side x side} values, one behind the other
     * @param plane which of them
     * @param x in continuous places, whose centres lie at +0.5
     * @param y down
     */
    public static float at(float[] planes, int plane, int side, float x, float y) {
        float inX = Math.max(0, Math.min(side - 1, x - 0.5f));
        float inY = Math.max(0, Math.min(side - 1, y - 0.5f));
        int left = Math.min(side - 2, (int) inX);
        int top = Math.min(side - 2, (int) inY);
        float tx = inX - left;
        float ty = inY - top;
        int at = (plane * side + top) * side + left;
        float above = planes[at] + tx * (planes[at + 1] - planes[at]);
        float below = planes[at + side] + tx * (planes[at + side + 1] - planes[at + side]);
        return above + ty * (below - above);
    }
}
