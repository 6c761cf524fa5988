package io.talkinghead.face;

import java.util.List;

/** Opens and shuts eyes. */
public final class Lids {
    /** How far down shut lids meet. */
    private static final float LINE = 0.95f;

    private Lids() {}

    /** Returns the points of both eyes' lids that meet. */
    public static List<FacePoints.Pair> pairs() {
        return FacePoints.EYES.stream().flatMap(eye -> eye.lids().stream()).toList();
    }

    /** Returns a face whose eyes are as many times as far open. */
    public static Landmarks opened(Landmarks face, float times) {
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            x[i] = face.x(i);
            y[i] = face.y(i);
        }
        for (FacePoints.Pair pair : pairs()) {
            float lineX = face.x(pair.upper()) + LINE * (face.x(pair.lower()) - face.x(pair.upper()));
            float lineY = face.y(pair.upper()) + LINE * (face.y(pair.lower()) - face.y(pair.upper()));
            for (int point : new int[] {pair.upper(), pair.lower()}) {
                x[point] = lineX + times * (face.x(point) - lineX);
                y[point] = lineY + times * (face.y(point) - lineY);
            }
        }
        return Landmarks.of(x, y);
    }
}
