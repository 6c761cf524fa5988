package io.talkinghead.conditioning.turn;

/**
 * Reads square planes of values between their places: linearly, beyond the border the last value.
 *
 * <p><b>Threading:</b> any number of threads; allocates nothing.
 */
public final class PlaneSample {
    private PlaneSample() {}

    /**
     * Reads one value.
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
