package io.talkinghead.djl.train;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.net.EmbeddingScale;
import io.talkinghead.djl.net.FreshWeights;
import io.talkinghead.djl.net.HeadNetworks;
import io.talkinghead.djl.net.Parameters;
import io.talkinghead.djl.net.SpectralNorm;
import io.talkinghead.djl.sample.Augmentation;
import io.talkinghead.djl.sample.Shot;
import io.talkinghead.djl.sample.ShotEmbedder;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.Weights;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Where a training begins: random weights, or a model's. A model's embeddings of the videos' first frames become the rows of
 * W, so that the discriminator starts with what fine-tuning will give it: w0 + e.
 */
final class StartingState {
    private static final String DISCRIMINATOR = "discriminator.";
    /** The largest number of a fresh row of W, for heads that turn. */
    private static final float TURNED_ROWS = 0.05f;

    private final ModelSpec spec;
    private final Optional<Weights> start;
    private final List<DatasetClip> clips;
    private final long seed;

    private StartingState(ModelSpec spec, Optional<Weights> start, List<DatasetClip> clips, long seed) {
        this.spec = spec;
        this.start = start;
        this.clips = clips;
        this.seed = seed;
    }

    /**
     * Makes one.
     *
     * @param start a model to go on from
     * @param clips one for each row of W
     */
    static MetaState of(
            ModelSpec spec, Optional<ModelBundle> start, List<DatasetClip> clips, long seed, NDManager parent) {
        try (NDManager manager = parent.newSubManager();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return new StartingState(spec, start.map(ModelBundle::weights), clips, seed).make(manager);
        }
    }

    private MetaState make(NDManager manager) {
        Parameters all = new Parameters(manager, DataType.FLOAT32);
        FreshWeights.add(all, spec, seed);
        Weights weights = start.map(all.toWeights()::with).orElseGet(all::toWeights);
        boolean known = start.isPresent() && start.get().tensors().containsKey(DISCRIMINATOR + "bias");
        Parameters generator =
                new Parameters(manager, DataType.FLOAT32).add(weights, name -> !name.startsWith(DISCRIMINATOR));
        Parameters discriminator = new Parameters(manager, DataType.FLOAT32)
                .add(weights, name -> name.startsWith(DISCRIMINATOR) && !name.equals(MetaNetworks.ROWS));
        float[] rows = start.isPresent() ? embedded(weights, manager) : drawn();
        discriminator.put(MetaNetworks.ROWS, List.of(clips.size(), spec.embedding()), rows);
        SpectralNorm generatorNorm = norm(generator, start.isPresent());
        SpectralNorm discriminatorNorm = norm(discriminator, known);
        Weights average = Gradients.off(() -> Parameters.toWeights(generatorNorm.frozen(generator)));
        return new MetaState(
                generator.toWeights(),
                discriminator.toWeights(),
                generatorNorm.state(),
                discriminatorNorm.state(),
                Optional.empty(),
                Optional.empty(),
                average);
    }

    private SpectralNorm norm(Parameters parameters, boolean continuing) {
        return continuing
                ? SpectralNorm.continuing(parameters, SpectralNorm.of(spec), seed)
                : SpectralNorm.fresh(parameters, SpectralNorm.of(spec), seed);
    }

    private float[] drawn() {
        Random random = new Random(seed);
        float[] rows = new float[clips.size() * spec.embedding()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row(random);
        }
        return rows;
    }

    private float row(Random random) {
        return switch (spec.conditioning().kind()) {
            case LANDMARKS -> (float) random.nextGaussian();
            // Near nothing: the embeddings draw them where they belong.
            case TURNED -> TURNED_ROWS * (2 * random.nextFloat() - 1);
        };
    }

    private float[] embedded(Weights weights, NDManager manager) {
        float[] rows = new float[clips.size() * spec.embedding()];
        try (HeadNetworks networks = new HeadNetworks(spec, manager, DataType.FLOAT32)) {
            ShotEmbedder embedder = new ShotEmbedder(networks, weights, manager);
            for (int row = 0; row < clips.size(); row++) {
                DatasetClip clip = clips.get(row);
                Shot first = Augmentation.NONE.apply(clip.picture(0), clip.calibrated(0), spec.resolution());
                float[] embedding = EmbeddingScale.reckoned(spec, embedder.mean(List.of(first)));
                System.arraycopy(embedding, 0, rows, row * spec.embedding(), spec.embedding());
            }
        }
        return rows;
    }
}
