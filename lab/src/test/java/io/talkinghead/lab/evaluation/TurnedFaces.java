package io.talkinghead.lab.evaluation;

import io.talkinghead.face.Landmarks;
import io.talkinghead.testkit.Golden;

/** A face of the reference vectors, of which nearly every pose can be asked. */
public final class TurnedFaces {
    private static final Landmarks FACE = Golden.deepLandmarks(
            Golden.tensors("guided-v3/geometry.safetensors").tensor("geometry.near.photo.landmarks"));

    private TurnedFaces() {}

    /** Turns the face to the side about its middle, which comes to lie at (64, 64) of a crop of 128 pixels. */
    public static Landmarks turned(double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        float[][] axes = new float[3][Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            double x = FACE.x(i) - FACE.box().centerX();
            double y = FACE.y(i) - FACE.box().centerY();
            axes[0][i] = (float) (64 + (cos * x + sin * FACE.z(i)) / 3);
            axes[1][i] = (float) (64 + y / 3);
            axes[2][i] = (float) ((cos * FACE.z(i) - sin * x) / 3);
        }
        return Landmarks.of(axes[0], axes[1], axes[2]);
    }
}
