package io.talkinghead.graph.net;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.internal.file.HalfFloats;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import org.apiguardian.api.API;

/**
 * psi = P e: one linear layer from an identity embedding to all adaptive parameters, in execution order, scale then bias per
 * layer (paper, section 3.2). Computed once a person, so plain Java does.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Projection {
    /** What the names of its parameters start with. */
    public static final String PREFIX = "generator.projection.";

    private Projection() {}

    /**
     * Returns psi for an embedding.
     *
     * @throws IllegalArgumentException when the embedding has another length than the specification says
     */
    public static float[] psi(ModelSpec spec, Weights weights, float[] embedding) {
        checkArgument(
                embedding.length == spec.embedding(),
                "an embedding has %s values, not %s",
                spec.embedding(),
                embedding.length);
        Tensor matrix = weights.tensor(PREFIX + "weight");
        float[] psi = weights.tensor(PREFIX + "bias").toFloats();
        // Row by row: widened as a whole it would be the largest thing in making a head.
        float[] row = new float[embedding.length];
        for (int i = 0; i < psi.length; i++) {
            read(matrix, i * row.length, row);
            psi[i] = (float) (psi[i] + product(row, embedding));
        }
        return psi;
    }

    private static void read(Tensor matrix, int first, float[] to) {
        switch (matrix.type()) {
            case F32 -> matrix.bytes().asFloatBuffer().get(first, to);
            case F16 -> HalfFloats.widen(matrix.bytes().asShortBuffer(), first, to);
        }
    }

    /** Returns the sum of products; four sums at once, as each addition waits for the one before it. */
    private static double product(float[] a, float[] b) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = 0;
        for (; i < a.length - 3; i += 4) {
            first += (double) a[i] * b[i];
            second += (double) a[i + 1] * b[i + 1];
            third += (double) a[i + 2] * b[i + 2];
            fourth += (double) a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            first += (double) a[i] * b[i];
        }
        return first + second + third + fourth;
    }
}
