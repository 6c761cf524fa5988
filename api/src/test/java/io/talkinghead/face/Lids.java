package io.talkinghead.face;

/** Opens and shuts eyes. */
public final class Lids {
    /** Each upper lid's point and the lower one it meets. */
    public static final int[][] PAIRS = {{37, 41}, {38, 40}, {43, 47}, {44, 46}};

    /** How far down shut lids meet. */
    private static final float LINE = 0.95f;

    private Lids() {}

    /** Returns a face whose eyes are as many times as far open. */
    public static Landmarks opened(Landmarks face, float times) {
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            x[i] = face.x(i);
            y[i] = face.y(i);
        }
        for (int[] pair : PAIRS) {
            float lineX = face.x(pair[0]) + LINE * (face.x(pair[1]) - face.x(pair[0]));
            float lineY = face.y(pair[0]) + LINE * (face.y(pair[1]) - face.y(pair[0]));
            for (int point : pair) {
                x[point] = lineX + times * (face.x(point) - lineX);
                y[point] = lineY + times * (face.y(point) - lineY);
            }
        }
        return Landmarks.of(x, y);
    }
}
