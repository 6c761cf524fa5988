package io.talkinghead.lab.evaluation;

import io.talkinghead.face.Landmarks;

/** Faces with eyes and a mouth as far open as wanted. */
final class OpenFaces {
    private static final double EYE = 10;
    private static final double MOUTH = 20;

    private OpenFaces() {}

    /** Lays eyes and inner lips anew into a face: upright, around their own middles, so that the openings are as given. */
    static Landmarks opened(Landmarks face, double eyes, double mouth) {
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            x[i] = face.x(i);
            y[i] = face.y(i);
        }
        double centerX = face.box().centerX();
        double centerY = face.box().centerY();
        eye(x, y, 36, centerX - EYE, centerY - EYE, eyes * EYE);
        eye(x, y, 42, centerX + EYE, centerY - EYE, eyes * EYE);
        place(x, y, 48, centerX - MOUTH / 2, centerY + EYE);
        place(x, y, 54, centerX + MOUTH / 2, centerY + EYE);
        int[][] lips = {{61, 67}, {62, 66}, {63, 65}};
        for (int i = 0; i < lips.length; i++) {
            place(x, y, lips[i][0], centerX + i, centerY + EYE - mouth * MOUTH / 2);
            place(x, y, lips[i][1], centerX + i, centerY + EYE + mouth * MOUTH / 2);
        }
        return Landmarks.of(x, y);
    }

    /** Places an eye of the width {@link #EYE}. */
    private static void eye(float[] x, float[] y, int first, double centerX, double centerY, double gap) {
        place(x, y, first, centerX - EYE / 2, centerY);
        place(x, y, first + 1, centerX - 2, centerY - gap / 2);
        place(x, y, first + 2, centerX + 2, centerY - gap / 2);
        place(x, y, first + 3, centerX + EYE / 2, centerY);
        place(x, y, first + 4, centerX + 2, centerY + gap / 2);
        place(x, y, first + 5, centerX - 2, centerY + gap / 2);
    }

    private static void place(float[] x, float[] y, int point, double toX, double toY) {
        x[point] = (float) toX;
        y[point] = (float) toY;
    }
}
