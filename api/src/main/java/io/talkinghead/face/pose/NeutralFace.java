package io.talkinghead.face.pose;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.face.Landmarks;
import io.talkinghead.face.Openness;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Finds the most neutral face: eyes open, mouth closed, looking straight ahead - each measured against what the same clip shows
 * elsewhere, since some people's open eyes are narrow.
 */
public final class NeutralFace {
    /** A later frame must be this much better than an earlier one. */
    private static final double MARGIN = 0.02;

    private NeutralFace() {}

    /**
     * Returns the index of the most neutral face; of faces about equally neutral the earliest.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static int indexOfBest(List<Landmarks> faces) {
        checkArgument(!faces.isEmpty(), "at least one face is needed");
        double openEyes = quantile(faces, Openness::eyes, 0.8);
        double closedMouth = quantile(faces, Openness::mouth, 0.1);
        double pitch = quantile(faces, NeutralFace::noseHeight, 0.5);
        int best = 0;
        double bestScore = Double.POSITIVE_INFINITY;
        for (int i = 0; i < faces.size(); i++) {
            Landmarks face = faces.get(i);
            double score = Math.max(0, 0.95 - Openness.eyes(face) / Math.max(1e-6, openEyes))
                    + 3 * Math.max(0, Openness.mouth(face) - closedMouth)
                    + 2 * Math.abs(yaw(face))
                    + Math.abs(roll(face))
                    + 2 * Math.abs(noseHeight(face) - pitch);
            if (score < bestScore - MARGIN) {
                best = i;
                bestScore = score;
            }
        }
        return best;
    }

    private static double quantile(List<Landmarks> faces, ToDoubleFunction<Landmarks> measure, double share) {
        double[] values = faces.stream().mapToDouble(measure).sorted().toArray();
        return values[(int) Math.round(share * (values.length - 1))];
    }

    /** How far the nose tip lies to the side of the eyes' middle, in eye distances. */
    private static double yaw(Landmarks face) {
        double alongX = face.x(45) - face.x(36);
        double alongY = face.y(45) - face.y(36);
        double fromX = face.x(30) - (face.x(36) + face.x(45)) / 2;
        double fromY = face.y(30) - (face.y(36) + face.y(45)) / 2;
        return (fromX * alongX + fromY * alongY) / Math.max(1e-6, alongX * alongX + alongY * alongY);
    }

    private static double roll(Landmarks face) {
        return Math.atan2(face.y(45) - face.y(36), face.x(45) - face.x(36));
    }

    /** How far the nose tip lies below the eyes, in eye distances: it shrinks and grows as the head nods. */
    private static double noseHeight(Landmarks face) {
        double alongX = face.x(45) - face.x(36);
        double alongY = face.y(45) - face.y(36);
        double fromX = face.x(30) - (face.x(36) + face.x(45)) / 2;
        double fromY = face.y(30) - (face.y(36) + face.y(45)) / 2;
        return (fromY * alongX - fromX * alongY) / Math.max(1e-6, alongX * alongX + alongY * alongY);
    }
}
