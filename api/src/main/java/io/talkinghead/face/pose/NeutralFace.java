package io.talkinghead.face.pose;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.face.FaceMeasures;
import io.talkinghead.face.Landmarks;
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
        double openEyes = quantile(faces, FaceMeasures::eyeOpenness, 0.8);
        double closedMouth = quantile(faces, FaceMeasures::mouthOpenness, 0.1);
        double pitch = quantile(faces, FaceMeasures::noseHeight, 0.5);
        int best = 0;
        double bestScore = Double.POSITIVE_INFINITY;
        for (int i = 0; i < faces.size(); i++) {
            Landmarks face = faces.get(i);
            double score = Math.max(0, 0.95 - FaceMeasures.eyeOpenness(face) / Math.max(1e-6, openEyes))
                    + 3 * Math.max(0, FaceMeasures.mouthOpenness(face) - closedMouth)
                    + 2 * Math.abs(FaceMeasures.yaw(face))
                    + Math.abs(FaceMeasures.roll(face))
                    + 2 * Math.abs(FaceMeasures.noseHeight(face) - pitch);
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
}
