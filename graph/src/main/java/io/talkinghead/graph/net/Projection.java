package io.talkinghead.graph.net;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.model.ModelSpec;
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
        float[] matrix = weights.tensor(PREFIX + "weight").toFloats();
        float[] psi = weights.tensor(PREFIX + "bias").toFloats();
        for (int row = 0; row < psi.length; row++) {
            double sum = psi[row];
            for (int column = 0; column < embedding.length; column++) {
                sum += (double) matrix[row * embedding.length + column] * embedding[column];
            }
            psi[row] = (float) sum;
        }
        return psi;
    }
}
