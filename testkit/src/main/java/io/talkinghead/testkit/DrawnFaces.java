package io.talkinghead.testkit;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import org.apiguardian.api.API;

/** Pictures of drawn faces: a coloured disc on grey, its size the face's. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DrawnFaces {
    private DrawnFaces() {}

    /** Draws a face of {@code radius} pixels around a centre. */
    public static Frame picture(int widthPx, int heightPx, double centerX, double centerY, double radius) {
        byte[] rgb = new byte[3 * widthPx * heightPx];
        for (int y = 0; y < heightPx; y++) {
            for (int x = 0; x < widthPx; x++) {
                boolean inside = Math.hypot(x + 0.5 - centerX, y + 0.5 - centerY) < radius;
                int at = 3 * (y * widthPx + x);
                rgb[at] = (byte) (inside ? 230 : 90);
                rgb[at + 1] = (byte) (inside ? 30 : 90 + x % 8);
                rgb[at + 2] = (byte) (inside ? 40 : 90 + y % 8);
            }
        }
        return Frame.of(widthPx, heightPx, rgb);
    }

    /** The landmarks of such a face: 68 points whose box is the disc's. */
    public static Landmarks landmarks(double centerX, double centerY, double radius) {
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        float[] z = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            double angle = 2 * Math.PI * i / Landmarks.COUNT;
            x[i] = (float) (centerX + radius * Math.cos(angle));
            y[i] = (float) (centerY + radius * Math.sin(angle));
            z[i] = (float) (radius * Math.sin(2 * angle));
        }
        return Landmarks.of(x, y, z);
    }
}
