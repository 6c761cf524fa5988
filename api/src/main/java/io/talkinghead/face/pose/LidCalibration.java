package io.talkinghead.face.pose;

import io.talkinghead.face.FacePoints;
import io.talkinghead.face.Landmarks;
import io.talkinghead.model.LidVersion;

/**
 * Shuts the lids of landmarks whose eye is shut. The landmark network leaves them at about half of their neutral opening, where
 * another's open but narrow eyes are as well; only beside the same person's open eyes it can be told.
 *
 * <p>The rule is part of what models were trained on: {@link LidVersion#V1}.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class LidCalibration {
    /** An eye this much open, of its neutral opening, counts as closed: measured on video, shut lids stay near half of it. */
    private static final double CLOSED_RATIO = 0.5;

    private static final double WIDEST_RATIO = 1.4;
    /** How far along the way from the upper to the lower lid a closed eye's line lies. */
    private static final double CLOSING_LINE = 0.95;

    private final Landmarks neutral;
    private final HeadAxes deep;
    private final HeadAxes flat;

    private LidCalibration(Landmarks neutral) {
        this.neutral = neutral;
        deep = new HeadAxes(neutral, true);
        flat = new HeadAxes(neutral, false);
    }

    /** Measures against a face whose eyes are open. */
    public static LidCalibration against(Landmarks neutral) {
        return new LidCalibration(neutral);
    }

    /** Returns the same person's landmarks with narrowed lids as narrow as the eyes are; others are left as they are. */
    public Landmarks apply(Landmarks face) {
        boolean depth = neutral.hasDepth() && face.hasDepth();
        HeadAxes head = depth ? deep : flat;
        double[][] inHeadFrame = HeadAxes.points(face, depth);
        HeadAxes.undo(head.poseOf(inHeadFrame), inHeadFrame);
        double[][] points = HeadAxes.points(face, face.hasDepth());
        for (FacePoints.Eye eye : FacePoints.EYES) {
            double ratio = ratio(inHeadFrame, head.neutral, eye);
            if (ratio < 1) {
                scale(points, eye, opening(ratio) / Math.max(1e-9, ratio));
            }
        }
        float[][] result = new float[3][Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            for (int a = 0; a < 3; a++) {
                result[a][i] = (float) points[i][a];
            }
        }
        return face.hasDepth() ? Landmarks.of(result[0], result[1], result[2]) : Landmarks.of(result[0], result[1]);
    }

    /** Returns how far an eye is open, from 0, shut, over 1, as in the neutral face, to a little more. */
    public static double opening(double[][] inHeadFrame, double[][] neutral, FacePoints.Eye eye) {
        return opening(ratio(inHeadFrame, neutral, eye));
    }

    private static double opening(double ratio) {
        return ratio >= 1 ? Math.min(WIDEST_RATIO, ratio) : Math.max(0, (ratio - CLOSED_RATIO) / (1 - CLOSED_RATIO));
    }

    private static double ratio(double[][] points, double[][] neutral, FacePoints.Eye eye) {
        double now = 0;
        double open = 1e-9;
        for (FacePoints.Pair pair : eye.lids()) {
            now += distance(points, pair);
            open += distance(neutral, pair);
        }
        return now / open;
    }

    /** Depth is left out: it keeps the lids of a closed eye apart. */
    private static double distance(double[][] points, FacePoints.Pair pair) {
        double[] upper = points[pair.upper()];
        double[] lower = points[pair.lower()];
        return Math.hypot(upper[0] - lower[0], upper[1] - lower[1]);
    }

    /** Makes an eye's opening {@code factor} times as large. */
    public static void scale(double[][] face, FacePoints.Eye eye, double factor) {
        for (FacePoints.Pair pair : eye.lids()) {
            double[] upper = face[pair.upper()];
            double[] lower = face[pair.lower()];
            for (int a = 0; a < 3; a++) {
                double line = upper[a] + CLOSING_LINE * (lower[a] - upper[a]);
                upper[a] = line + factor * (upper[a] - line);
                lower[a] = line + factor * (lower[a] - line);
            }
        }
    }
}
