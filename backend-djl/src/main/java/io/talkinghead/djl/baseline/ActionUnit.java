package io.talkinghead.djl.baseline;

import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.face.FacePoints;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A movement of the face as its landmarks show it, in the place of one of the facial action coding system, whatever the pose: none tells
 * how the head is held. Left and right are those of the picture.
 *
 * <p>Each is a distance on the straightened face, in eye distances, of which 0 and 1 are the 2nd and the 98th percentile of 11 686 frames
 * of 1 441 people, left and right alike. Nobody's calm face is known: what is measured is the expression together with the form of the
 * face.
 */
enum ActionUnit {
    LEFT_INNER_BROW(0.204, 0.356, face -> -middleY(face, 20, 21)),
    RIGHT_INNER_BROW(0.204, 0.356, face -> -middleY(face, 22, 23)),
    LEFT_OUTER_BROW(0.141, 0.262, face -> -middleY(face, 17, 18)),
    RIGHT_OUTER_BROW(0.141, 0.262, face -> -middleY(face, 25, 26)),
    BROWS_TOGETHER(-0.353, -0.284, face -> x(face, 21) - x(face, 22)),
    LEFT_EYE(0.021, 0.107, face -> apart(face, FacePoints.LEFT_EYE.lids())),
    RIGHT_EYE(0.021, 0.107, face -> apart(face, FacePoints.RIGHT_EYE.lids())),
    NOSTRILS_UP(-0.475, -0.397, face -> -middleY(face, 31, 35)),
    UPPER_LIP_UP(-0.195, -0.112, face -> y(face, 33) - y(face, 51)),
    LOWER_LIP_DOWN(-0.47, -0.273, face -> y(face, 57) - y(face, FacePoints.CHIN)),
    JAW_DOWN(0.668, 0.918, face -> y(face, FacePoints.CHIN) - y(face, 33)),
    LIPS_APART(0, 0.238, face -> apart(face, FacePoints.LIPS)),
    LIPS_THIN(-0.227, -0.139, face -> y(face, 51) - y(face, 62) + y(face, 66) - y(face, 57)),
    LEFT_CORNER_UP(-0.037, 0.081, face -> middleY(face, 51, 57) - y(face, FacePoints.LEFT_MOUTH_CORNER)),
    RIGHT_CORNER_UP(-0.037, 0.081, face -> middleY(face, 51, 57) - y(face, FacePoints.RIGHT_MOUTH_CORNER)),
    LEFT_CORNER_OUT(0.226, 0.382, face -> -x(face, FacePoints.LEFT_MOUTH_CORNER)),
    RIGHT_CORNER_OUT(0.226, 0.382, face -> x(face, FacePoints.RIGHT_MOUTH_CORNER));

    /** How many there are: as many as the paper has. */
    static final int COUNT = 17;

    private static final List<ActionUnit> ALL = List.of(values());

    private final double low;
    private final double high;

    @SuppressWarnings("ImmutableEnumChecker") // Functions without state, though nothing says so to the checker.
    private final ToDoubleFunction<PosedFace> measure;

    ActionUnit(double low, double high, ToDoubleFunction<PosedFace> measure) {
        this.low = low;
        this.high = high;
        this.measure = measure;
    }

    /** Reads a face: a value for each, 0 to 1. */
    static float[] of(PosedFace face) {
        float[] values = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            values[i] = ALL.get(i).value(face);
        }
        return values;
    }

    /** Returns the distance that tells it, in eye distances; it grows with the movement. */
    double distance(PosedFace face) {
        return measure.applyAsDouble(face);
    }

    private float value(PosedFace face) {
        return (float) Math.max(0, Math.min(1, (distance(face) - low) / (high - low)));
    }

    private static double x(PosedFace face, int point) {
        return face.straightened(point, 0);
    }

    private static double y(PosedFace face, int point) {
        return face.straightened(point, 1);
    }

    private static double middleY(PosedFace face, int a, int b) {
        return (y(face, a) + y(face, b)) / 2;
    }

    private static double apart(PosedFace face, List<FacePoints.Pair> pairs) {
        return pairs.stream()
                .mapToDouble(pair -> y(face, pair.lower()) - y(face, pair.upper()))
                .average()
                .orElseThrow();
    }
}
