package io.talkinghead.lab.baseline.facerig;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A face that identity and expression move, reduced to what is drawn and to the 68 landmarks. Its vertices are
 * {@code neutral + sum identity_i a_i + sum expression_j b_j}; a is about normally distributed, b is 0 to 1.
 *
 * <p><b>Data:</b> x to the right, y down, z away from the viewer, one after the other, in the rig's own unit.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param corners vertices, three a triangle; from the front they go clockwise on the screen
 * @param texture for each of the corners: u to the right, v down, 0 to 1
 * @param shares for each vertex: how much of it is drawn
 * @param landmarks the vertices that are the landmarks
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Rig(
        int[] corners,
        float[] texture,
        float[] shares,
        int[] landmarks,
        float[] neutral,
        float[][] identity,
        float[][] expression) {
    /** The first ways in which identities differ, which are the largest. */
    private static final int MAX_IDENTITY = 40;

    private static final int MAX_EXPRESSION = 100;

    /** Takes of a whole rig, whose y and z go the other way, what is needed. */
    static Rig of(RigSkin skin, int[] landmarks, NumpyArray neutral, NumpyArray identity, NumpyArray expression) {
        int[] kept = IntStream.concat(Arrays.stream(skin.corners()), Arrays.stream(landmarks))
                .distinct()
                .sorted()
                .toArray();
        float[] shares = new float[kept.length];
        for (int i = 0; i < kept.length; i++) {
            shares[i] = skin.shares()[kept[i]];
        }
        return new Rig(
                places(kept, skin.corners()),
                skin.texture(),
                shares,
                places(kept, landmarks),
                moves(kept, neutral, 1)[0],
                moves(kept, identity, MAX_IDENTITY),
                moves(kept, expression, MAX_EXPRESSION));
    }

    private static int[] places(int[] kept, int[] vertices) {
        return Arrays.stream(vertices)
                .map(vertex -> Arrays.binarySearch(kept, vertex))
                .toArray();
    }

    private static float[][] moves(int[] kept, NumpyArray all, int most) {
        int vertices = all.shape().get(all.shape().size() - 2);
        int count = all.shape().size() == 2 ? 1 : Math.min(most, all.shape().get(0));
        float[][] moves = new float[count][3 * kept.length];
        for (int move = 0; move < count; move++) {
            for (int i = 0; i < kept.length; i++) {
                int from = 3 * (move * vertices + kept[i]);
                moves[move][3 * i] = all.values()[from];
                moves[move][3 * i + 1] = -all.values()[from + 1];
                moves[move][3 * i + 2] = -all.values()[from + 2];
            }
        }
        return moves;
    }

    /** Returns how many vertices there are. */
    int vertices() {
        return shares.length;
    }

    /** Returns the same rig with nothing but the landmarks, in their order: what is fitted to them. */
    Rig ofLandmarks() {
        return new Rig(
                new int[0],
                new float[0],
                new float[landmarks.length],
                IntStream.range(0, landmarks.length).toArray(),
                only(neutral),
                Arrays.stream(identity).map(this::only).toArray(float[][]::new),
                Arrays.stream(expression).map(this::only).toArray(float[][]::new));
    }

    private float[] only(float[] all) {
        float[] values = new float[3 * landmarks.length];
        for (int i = 0; i < landmarks.length; i++) {
            System.arraycopy(all, 3 * landmarks[i], values, 3 * i, 3);
        }
        return values;
    }

    /** Returns the vertices of a person's calm face. */
    float[] person(double[] amounts) {
        return moved(neutral, identity, amounts);
    }

    /** Returns the vertices of a face with an expression. */
    float[] expressed(float[] person, double[] amounts) {
        return moved(person, expression, amounts);
    }

    private static float[] moved(float[] from, float[][] moves, double[] amounts) {
        float[] moved = from.clone();
        for (int move = 0; move < moves.length; move++) {
            float amount = (float) amounts[move];
            if (amount != 0) {
                for (int i = 0; i < moved.length; i++) {
                    moved[i] += amount * moves[move][i];
                }
            }
        }
        return moved;
    }
}
