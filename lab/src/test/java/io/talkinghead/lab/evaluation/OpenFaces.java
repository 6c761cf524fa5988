package io.talkinghead.lab.evaluation;

import io.talkinghead.face.FacePoints;
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
        eye(x, y, FacePoints.LEFT_EYE, centerX - EYE, centerY - EYE, eyes * EYE);
        eye(x, y, FacePoints.RIGHT_EYE, centerX + EYE, centerY - EYE, eyes * EYE);
        place(x, y, FacePoints.LEFT_MOUTH_CORNER, centerX - MOUTH / 2, centerY + EYE);
        place(x, y, FacePoints.RIGHT_MOUTH_CORNER, centerX + MOUTH / 2, centerY + EYE);
        for (int i = 0; i < FacePoints.LIPS.size(); i++) {
            FacePoints.Pair lips = FacePoints.LIPS.get(i);
            place(x, y, lips.upper(), centerX + i, centerY + EYE - mouth * MOUTH / 2);
            place(x, y, lips.lower(), centerX + i, centerY + EYE + mouth * MOUTH / 2);
        }
        return Landmarks.of(x, y);
    }

    /** Places an eye of the width {@link #EYE}. */
    private static void eye(float[] x, float[] y, FacePoints.Eye eye, double centerX, double centerY, double gap) {
        place(x, y, eye.left(), centerX - EYE / 2, centerY);
        place(x, y, eye.right(), centerX + EYE / 2, centerY);
        for (int i = 0; i < eye.lids().size(); i++) {
            FacePoints.Pair lids = eye.lids().get(i);
            place(x, y, lids.upper(), centerX - 2 + 4 * i, centerY - gap / 2);
            place(x, y, lids.lower(), centerX - 2 + 4 * i, centerY + gap / 2);
        }
    }

    private static void place(float[] x, float[] y, int point, double toX, double toY) {
        x[point] = (float) toX;
        y[point] = (float) toY;
    }
}
