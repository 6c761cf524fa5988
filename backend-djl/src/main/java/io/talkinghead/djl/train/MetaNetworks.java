package io.talkinghead.djl.train;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.loss.AdversarialWeights;
import io.talkinghead.djl.loss.HeadLosses;
import io.talkinghead.djl.loss.MatchingLoss;
import io.talkinghead.djl.net.Adam;
import io.talkinghead.djl.net.EmbeddingScale;
import io.talkinghead.djl.net.HeadNetworks;
import io.talkinghead.djl.net.Parameters;
import io.talkinghead.djl.net.SpectralNorm;
import io.talkinghead.graph.net.Projection;
import io.talkinghead.lab.training.TrainingLosses;
import io.talkinghead.lab.training.UpdateOptions;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.Weights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What meta-learning trains, on one device: embedder and generator by one optimiser, the discriminator and its matrix W of a
 * row for every video by another (paper, section 3.3).
 *
 * <p>A step is {@link #begin}, for each update of the discriminator {@link #discriminate} and {@link #stepDiscriminator}, then
 * {@link #learn} and {@link #stepGenerator}: between a gradient and its use there is time to average it with other replicas'.
 *
 * <p><b>Threading:</b> one thread, always the same.
 */
final class MetaNetworks implements AutoCloseable {
    /** W, a parameter of the discriminator that no model bundle holds. */
    static final String ROWS = "discriminator.identity";

    private final HeadNetworks networks;
    private final HeadLosses losses;
    private final AdversarialWeights counted;
    private final UpdateOptions options;
    private final Parameters generator;
    private final Parameters discriminator;
    private final SpectralNorm generatorNorm;
    private final SpectralNorm discriminatorNorm;
    private final Adam generatorStep;
    private final Adam discriminatorStep;
    private @Nullable Forward forward;
    private double discriminatorLoss;

    /** Takes up a state. */
    MetaNetworks(HeadNetworks networks, HeadLosses losses, UpdateOptions options, MetaState state, NDManager manager) {
        this.networks = networks;
        this.losses = losses;
        this.options = options;
        ModelSpec spec = networks.spec();
        counted = AdversarialWeights.of(spec);
        generator = new Parameters(manager, DataType.FLOAT32).add(state.generator(), name -> true);
        discriminator = new Parameters(manager, DataType.FLOAT32).add(state.discriminator(), name -> true);
        generatorNorm = SpectralNorm.restored(generator, state.generatorNorm());
        discriminatorNorm = SpectralNorm.restored(discriminator, state.discriminatorNorm());
        generatorStep = new Adam(generator, Adam.Rule.of(spec, options.generatorRate()), rateFactors(spec));
        discriminatorStep = new Adam(discriminator, Adam.Rule.of(spec, options.discriminatorRate()));
        state.generatorAdam().ifPresent(generatorStep::restore);
        state.discriminatorAdam().ifPresent(discriminatorStep::restore);
    }

    /** The projection takes embeddings as they are: it moves as if they were of the size a training reckons with. */
    private static ToDoubleFunction<String> rateFactors(ModelSpec spec) {
        double scale = EmbeddingScale.of(spec);
        return name -> name.equals(Projection.PREFIX + "weight") ? 1 / scale : 1;
    }

    /** Generates the targets of a batch, recorded for the generator's gradient. */
    void begin(EpisodeBatch batch) {
        discriminatorLoss = 0;
        forward = Gradients.on(() -> Forward.of(networks, batch, generatorNorm.trained(generator)));
    }

    /** Computes the discriminator's gradients, W's among them. */
    void discriminate() {
        Forward made = requireNonNull(forward, "a step begins with begin");
        discriminatorLoss = Gradients.on(() -> {
            Map<String, NDArray> weights = discriminatorNorm.trained(discriminator);
            NDArray rows = made.batch().rows(requireNonNull(weights.get(ROWS)));
            NDArray loss = losses.ofDiscriminator(
                    made.generated().image(), made.batch().targets(), rows, weights);
            Gradients.backward(counted.rowsFollow() && options.matching() ? loss.add(follow(made, rows)) : loss);
            return (double) loss.getFloat();
        });
    }

    /** L_MCH without its weight. */
    private NDArray apart(NDArray embeddings, EpisodeBatch batch, NDArray rows) {
        double scale = EmbeddingScale.of(networks.spec());
        NDArray reckoned = scale == 1 ? embeddings : TorchArrays.scaled(embeddings, 1 / scale);
        return MatchingLoss.between(reckoned, rows, batch.mean());
    }

    /** What draws W's rows to the embeddings. */
    private NDArray follow(Forward made, NDArray rows) {
        return TorchArrays.scaled(apart(made.embeddings().stopGradient(), made.batch(), rows), counted.matching());
    }

    /** Computes the gradients of embedder and generator. */
    TrainingLosses learn(boolean adversarial) {
        Forward made = requireNonNull(forward, "a step begins with begin");
        forward = null;
        return Gradients.on(() -> {
            boolean matching = options.matching() && (adversarial || !counted.rowsFollow());
            // W is large where there are many videos: not looked at where nothing compares with it.
            Map<String, NDArray> constants =
                    adversarial || matching ? discriminatorNorm.frozen(discriminator) : Map.of();
            @Nullable
            NDArray rows = constants.isEmpty() ? null : made.batch().rows(requireNonNull(constants.get(ROWS)));
            HeadLosses.Terms terms =
                    losses.ofGenerator(made.generated(), made.batch().targets(), rows, adversarial ? constants : null);
            NDArray total = terms.total();
            double distance = 0;
            if (matching) {
                NDArray apart = apart(made.embeddings(), made.batch(), requireNonNull(rows));
                distance = apart.getFloat();
                total = total.add(TorchArrays.scaled(apart, counted.matching()));
            }
            Gradients.backward(total);
            return new TrainingLosses(
                    terms.likeness().getFloat(), terms.adversarialValue(), distance, discriminatorLoss);
        });
    }

    /** Updates the discriminator by its own gradients, or by averaged ones. */
    void stepDiscriminator(double rateFactor, @Nullable Function<String, @Nullable NDArray> averaged) {
        discriminatorStep.step(
                rateFactor * options.discriminatorRate(), averaged == null ? discriminator::gradient : averaged);
    }

    /** Updates embedder and generator by their own gradients, or by averaged ones. */
    void stepGenerator(double rateFactor, @Nullable Function<String, @Nullable NDArray> averaged) {
        generatorStep.step(rateFactor * options.generatorRate(), averaged == null ? generator::gradient : averaged);
    }

    /** Returns embedder and generator. */
    Parameters generator() {
        return generator;
    }

    /** Returns the discriminator with W. */
    Parameters discriminator() {
        return discriminator;
    }

    /** Returns the effective weights of embedder and generator; the caller's scope owns them. */
    Map<String, NDArray> effectiveGenerator() {
        return Gradients.off(() -> generatorNorm.frozen(generator));
    }

    /** Returns the effective weights of the discriminator, W among them. */
    Map<String, NDArray> effectiveDiscriminator() {
        return Gradients.off(() -> discriminatorNorm.frozen(discriminator));
    }

    /** Copies the state out. */
    MetaState state(Weights average) {
        return new MetaState(
                generator.toWeights(),
                discriminator.toWeights(),
                generatorNorm.state(),
                discriminatorNorm.state(),
                Optional.of(generatorStep.state()),
                Optional.of(discriminatorStep.state()),
                average);
    }

    @Override
    public void close() {
        List.of(generatorNorm, discriminatorNorm).forEach(SpectralNorm::close);
        List.of(generatorStep, discriminatorStep).forEach(Adam::close);
        List.of(generator, discriminator).forEach(Parameters::close);
    }
}
