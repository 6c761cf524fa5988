package io.talkinghead.djl.net;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.google.common.collect.ImmutableSet;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.program.GraphProgram;
import io.talkinghead.graph.net.DiscriminatorGraph;
import io.talkinghead.graph.net.EmbedderGraph;
import io.talkinghead.graph.net.GeneratorGraph;
import io.talkinghead.graph.net.Projection;
import io.talkinghead.graph.net.TurnedGraph;
import io.talkinghead.model.ModelSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The three networks of a specification as functions of their effective weights, with gradients where they are recorded. What
 * they return belongs to the caller's scope.
 *
 * <p><b>Threading:</b> any number of threads.
 */
public final class HeadNetworks implements AutoCloseable {
    private static final int FEATURES = ModelSpec.EMBEDDER_BLOCKS + 1;
    private static final ImmutableSet<String> TURNED = ImmutableSet.of(
            TurnedGraph.IMAGE,
            TurnedGraph.WARPED,
            TurnedGraph.CHANGE,
            TurnedGraph.FLOW,
            TurnedGraph.CHOICE,
            TurnedGraph.OWN_FLOW,
            TurnedGraph.OCCLUSION);

    private static final String W0 = "discriminator.w0";

    private final ModelSpec spec;
    private final GraphProgram embedder;
    private final GraphProgram generator;
    private final GraphProgram discriminator;

    /** Builds the networks of a specification; {@code type} is that of all arrays. */
    public HeadNetworks(ModelSpec spec, NDManager parent, DataType type) {
        this.spec = spec;
        embedder = GraphProgram.load(EmbedderGraph.of(spec).model(), parent, type);
        generator = GraphProgram.load(GeneratorGraph.of(spec).model(), parent, type);
        discriminator = GraphProgram.load(DiscriminatorGraph.of(spec).model(), parent, type);
    }

    /** Returns the specification. */
    public ModelSpec spec() {
        return spec;
    }

    /** E: landmark pictures and photos, [S, 3, R, R] both, to embeddings, and to what the photos lend. */
    public EmbeddedPhotos embed(NDArray landmarks, NDArray photos, Map<String, NDArray> weights) {
        Map<String, NDArray> given = new HashMap<>(weights);
        given.put(EmbedderGraph.INPUT, NDArrays.concat(new NDList(landmarks, photos), 1));
        ImmutableSet<String> wanted = spec.conditioning().lends()
                ? ImmutableSet.of(EmbedderGraph.EMBEDDING, EmbedderGraph.LENT)
                : ImmutableSet.of(EmbedderGraph.EMBEDDING);
        Map<String, NDArray> values = embedder.run(given, wanted);
        return new EmbeddedPhotos(
                photos, requireNonNull(values.get(EmbedderGraph.EMBEDDING)), values.get(EmbedderGraph.LENT));
    }

    /** P: embeddings [N, e] to adaptive parameters [N, psi]. */
    public NDArray project(NDArray embeddings, Map<String, NDArray> weights) {
        NDArray matrix = requireNonNull(weights.get(Projection.PREFIX + "weight"));
        return embeddings.matMul(matrix.transpose()).add(requireNonNull(weights.get(Projection.PREFIX + "bias")));
    }

    /**
     * G: what {@link io.talkinghead.conditioning.GeneratorInput} writes, to a picture.
     *
     * @param input [N, c, R, R], of heads that turn [N, L]
     * @param guides of heads that turn the photos and what they lend, [N, M], else nothing: see {@link EmbeddedPhotos#guides}
     * @param psi [N, psi], or [1, psi] for one person in all of the batch
     */
    public Generated generate(NDArray input, @Nullable NDArray guides, NDArray psi, Map<String, NDArray> weights) {
        Map<String, NDArray> given = new HashMap<>(weights);
        given.put(GeneratorGraph.INPUT, input);
        given.put(GeneratorGraph.PSI, psi);
        return switch (spec.conditioning().kind()) {
            case LANDMARKS -> painted(given);
            case TURNED -> {
                given.put(TurnedGraph.GUIDE, requireNonNull(guides, "a head that turns is guided"));
                yield turned(given);
            }
        };
    }

    private Generated painted(Map<String, NDArray> given) {
        return new Generated.Painted(requireNonNull(
                generator.run(given, ImmutableSet.of(GeneratorGraph.IMAGE)).get(GeneratorGraph.IMAGE)));
    }

    private Generated turned(Map<String, NDArray> given) {
        Map<String, NDArray> values = generator.run(given, TURNED);
        return new Generated.Turned(
                requireNonNull(values.get(TurnedGraph.IMAGE)),
                requireNonNull(values.get(TurnedGraph.WARPED)),
                requireNonNull(values.get(TurnedGraph.CHANGE)),
                new Generated.Motion(
                        requireNonNull(values.get(TurnedGraph.FLOW)),
                        requireNonNull(values.get(TurnedGraph.CHOICE)),
                        requireNonNull(values.get(TurnedGraph.OWN_FLOW)),
                        requireNonNull(values.get(TurnedGraph.OCCLUSION))));
    }

    /**
     * D: landmark pictures and pictures, [N, 3, R, R] both, and identity rows W_i [N, e] or [1, e], of the size that
     * {@link EmbeddingScale} says, to scores and features.
     */
    public DiscriminatorOutput discriminate(
            NDArray landmarks, NDArray pictures, NDArray rows, Map<String, NDArray> weights) {
        Map<String, NDArray> given = new HashMap<>(weights);
        given.put(DiscriminatorGraph.INPUT, NDArrays.concat(new NDList(landmarks, pictures), 1));
        double scale = EmbeddingScale.of(spec);
        given.put(DiscriminatorGraph.IDENTITY, scale == 1 ? rows : TorchArrays.scaled(rows, 1 / scale));
        if (scale != 1) {
            given.computeIfPresent(W0, (name, w0) -> TorchArrays.scaled(w0, 1 / scale));
        }
        ImmutableSet.Builder<String> wanted = ImmutableSet.builder();
        wanted.add(DiscriminatorGraph.SCORE);
        for (int k = 0; k < FEATURES; k++) {
            wanted.add(DiscriminatorGraph.FEATURES + k);
        }
        Map<String, NDArray> values = discriminator.run(given, wanted.build());
        List<NDArray> features = new ArrayList<>();
        for (int k = 0; k < FEATURES; k++) {
            features.add(requireNonNull(values.get(DiscriminatorGraph.FEATURES + k)));
        }
        return new DiscriminatorOutput(requireNonNull(values.get(DiscriminatorGraph.SCORE)), features);
    }

    @Override
    public void close() {
        embedder.close();
        generator.close();
        discriminator.close();
    }
}
