package io.talkinghead.lab.baseline.facerig;

import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.face.FacePart;
import io.talkinghead.face.FacePoints;
import io.talkinghead.face.Landmarks;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds what identity, pose and expression landmarks show: Gauss-Newton steps, damped, with priors.
 *
 * <p><b>Threading:</b> immutable.
 */
final class RigFit {
    /** Pose: scale, rotation and place. */
    static final int POSE = 6;
    /** Landmarks are as exact as this share of the face's size. */
    private static final double EXACT = 0.01;
    /** How far expressions usually go. */
    private static final double USUAL = 0.4;
    /** The jaw is less exact by this factor: a tracker sees its outline, a rig has points of the skin. */
    private static final double JAW = 0.5;

    private static final int STEPS = 20;
    private static final int ROUNDS = 5;
    private static final double FIRST_DAMPING = 1e-2;
    private static final double MOST_DAMPING = 1e6;
    private static final double ENOUGH = 1e-6;

    private final Rig rig;

    /** Takes a rig of nothing but landmarks: see {@link Rig#ofLandmarks}. */
    RigFit(Rig rig) {
        this.rig = rig;
    }

    /**
     * A person as its photos show it.
     *
     * @param identity amounts
     * @param poses one for each of the photos
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Person(double[] identity, List<RigPose> poses) {}

    /** Fits one identity and a pose and expression for each of several faces, in turns. */
    Person person(List<PosedFace> faces) {
        double[] identity = new double[rig.identity().length];
        float[] vertices = rig.person(identity);
        List<RigPose> poses =
                faces.stream().map(face -> pose(vertices, face, front(face))).toList();
        for (int round = 0; round < ROUNDS; round++) {
            identity = identity(faces, poses);
            float[] shaped = rig.person(identity);
            List<RigPose> before = poses;
            poses = IntStream.range(0, faces.size())
                    .mapToObj(i -> pose(shaped, faces.get(i), before.get(i)))
                    .toList();
        }
        return new Person(identity, poses);
    }

    private RigPose front(PosedFace face) {
        int left = FacePoints.LEFT_EYE_CORNER;
        int right = FacePoints.RIGHT_EYE_CORNER;
        float[] neutral = rig.neutral();
        double width = Math.max(1e-6, Math.abs(neutral[3 * right] - neutral[3 * left]));
        double scale = Math.max(1e-3, Math.hypot(face.x(right) - face.x(left), face.y(right) - face.y(left)) / width);
        double x = (face.x(left) + face.x(right)) / 2 - scale * (neutral[3 * left] + neutral[3 * right]) / 2;
        double y = (face.y(left) + face.y(right)) / 2 - scale * (neutral[3 * left + 1] + neutral[3 * right + 1]) / 2;
        return RigPose.front(scale, x, y, rig.expression().length);
    }

    /**
     * Fits pose and expression to landmarks.
     *
     * @param person vertices of the calm face
     * @param start where to begin
     */
    RigPose pose(float[] person, PosedFace face, RigPose start) {
        return pose(person, face, start, RigTerm.NONE);
    }

    /** Fits pose and expression to landmarks and what else there is. */
    RigPose pose(float[] person, PosedFace face, RigPose start, RigTerm term) {
        double exact = exactness(face);
        RigPose best = start;
        double error = error(person, face, best, exact) + term.error(best);
        double damping = FIRST_DAMPING;
        for (int step = 0; step < STEPS && damping < MOST_DAMPING; step++) {
            LeastSquares equations = equations(person, face, best, exact, term);
            boolean better = false;
            while (!better && damping < MOST_DAMPING) {
                RigPose next = best.changed(equations.solve(damping));
                double nextError = error(person, face, next, exact) + term.error(next);
                better = nextError < error;
                damping *= better ? 0.2 : 5;
                if (better) {
                    damping = error - nextError < ENOUGH * error ? MOST_DAMPING : damping;
                    best = next;
                    error = nextError;
                }
            }
        }
        return best;
    }

    private static double exactness(PosedFace face) {
        double[] heights = new double[Landmarks.COUNT];
        for (int i = 0; i < heights.length; i++) {
            heights[i] = face.y(i);
        }
        Arrays.sort(heights);
        return Math.max(1e-6, EXACT * (heights[heights.length - 1] - heights[0]));
    }

    private static double weight(int landmark, double exact) {
        return (FacePart.JAW.contains(landmark) ? JAW : 1) / exact;
    }

    private double error(float[] person, PosedFace face, RigPose pose, double exact) {
        float[][] places = pose.projected(rig.expressed(person, pose.expression()));
        double error = 0;
        for (int i = 0; i < Landmarks.COUNT; i++) {
            double weight = weight(i, exact);
            error +=
                    Math.pow(weight * (places[0][i] - face.x(i)), 2) + Math.pow(weight * (places[1][i] - face.y(i)), 2);
        }
        for (double amount : pose.expression()) {
            error += Math.pow(amount / USUAL, 2);
        }
        return error;
    }

    private LeastSquares equations(float[] person, PosedFace face, RigPose pose, double exact, RigTerm term) {
        int expressions = pose.expression().length;
        LeastSquares equations = new LeastSquares(POSE + expressions);
        float[] vertices = rig.expressed(person, pose.expression());
        double[] row = new double[POSE + expressions];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            double weight = weight(i, exact);
            for (int axis = 0; axis < 2; axis++) {
                double at = pose.scale() * pose.turned(axis, vertices, i) + (axis == 0 ? pose.x() : pose.y());
                slope(rig, vertices, pose, i, axis, row);
                for (int k = 0; k < row.length; k++) {
                    row[k] *= weight;
                }
                equations.add(row, weight * ((axis == 0 ? face.x(i) : face.y(i)) - at));
            }
        }
        term.add(pose, equations);
        for (int k = 0; k < expressions; k++) {
            equations.expect(POSE + k, -pose.expression()[k], 1 / USUAL);
        }
        for (int k = 0; k < expressions; k++) {
            double pull = equations.pull(POSE + k);
            double amount = pose.expression()[k];
            if ((amount <= 0 && pull < 0) || (amount >= 1 && pull > 0)) {
                equations.fix(POSE + k);
            }
        }
        return equations;
    }

    /**
     * Fills a row with how a vertex's coordinate changes with each of the unknowns.
     *
     * @param vertices with the expression
     */
    static void slope(Rig rig, float[] vertices, RigPose pose, int vertex, int axis, double[] row) {
        double scale = pose.scale();
        double depth = scale * pose.turned(2, vertices, vertex);
        row[0] = scale * pose.turned(axis, vertices, vertex);
        row[1] = axis == 0 ? 0 : -depth;
        row[2] = axis == 0 ? depth : 0;
        row[3] = axis == 0 ? -scale * pose.turned(1, vertices, vertex) : scale * pose.turned(0, vertices, vertex);
        row[4] = axis == 0 ? 1 : 0;
        row[5] = axis == 0 ? 0 : 1;
        for (int k = 0; k < pose.expression().length; k++) {
            row[POSE + k] = scale * pose.turned(axis, rig.expression()[k], vertex);
        }
    }

    /** Fits the identity, all else being known: one step, for it is linear. */
    private double[] identity(List<PosedFace> faces, List<RigPose> poses) {
        int count = rig.identity().length;
        LeastSquares equations = new LeastSquares(count);
        double[] row = new double[count];
        for (int photo = 0; photo < poses.size(); photo++) {
            RigPose pose = poses.get(photo);
            PosedFace face = faces.get(photo);
            double exact = exactness(face);
            float[] vertices = rig.expressed(rig.neutral(), pose.expression());
            for (int i = 0; i < 2 * Landmarks.COUNT; i++) {
                int axis = i % 2;
                int landmark = i / 2;
                double weight = weight(landmark, exact);
                double at = pose.scale() * pose.turned(axis, vertices, landmark) + (axis == 0 ? pose.x() : pose.y());
                for (int k = 0; k < count; k++) {
                    row[k] = weight * pose.scale() * pose.turned(axis, rig.identity()[k], landmark);
                }
                equations.add(row, weight * ((axis == 0 ? face.x(landmark) : face.y(landmark)) - at));
            }
        }
        for (int k = 0; k < count; k++) {
            equations.expect(k, 0, 1);
        }
        return equations.solve(0);
    }
}
