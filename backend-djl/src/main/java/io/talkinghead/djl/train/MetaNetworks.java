package io.talkinghead.djl.train;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.loss.HeadLosses;
import io.talkinghead.djl.loss.MatchingLoss;
import io.talkinghead.djl.net.Adam;
import io.talkinghead.djl.net.HeadNetworks;
import io.talkinghead.djl.net.Parameters;
import io.talkinghead.djl.net.SpectralNorm;
import io.talkinghead.lab.training.TrainingLosses;
import io.talkinghead.lab.training.UpdateOptions;
import io.talkinghead.model.Weights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What meta-learning trains, on one device: embedder and generator by one optimiser, the discriminator and its matrix W of a
 * row for every video by another (paper, section 3.3).
 *
 * <p>A step is {@link #begin}, for each update of the discriminator {@link #judge} and {@link #stepJudge}, then
 * {@link #learn} and {@link #stepHeads}: between a gradient and its use there is time to average it with other replicas'.
 *
 * <p><b>Threading:</b> one thread, always the same.
 */
final class MetaNetworks implements AutoCloseable {
    /** W, a parameter of the discriminator that no model bundle holds. */
    static final String ROWS = "discriminator.identity";

    /** L_MCH's weight (paper, section 3.3). */
    private static final double MATCHING = 10;

    private final HeadNetworks networks;
    private final HeadLosses losses;
    private final UpdateOptions options;
    private final Parameters heads;
    private final Parameters judge;
    private final SpectralNorm headsNorm;
    private final SpectralNorm judgeNorm;
    private final Adam headsStep;
    private final Adam judgeStep;
    private @Nullable Forward forward;
    private double judged;

    /** Takes up a state. */
    MetaNetworks(HeadNetworks networks, HeadLosses losses, UpdateOptions options, MetaState state, NDManager manager) {
        this.networks = networks;
        this.losses = losses;
        this.options = options;
        heads = new Parameters(manager, DataType.FLOAT32).add(state.heads(), name -> true);
        judge = new Parameters(manager, DataType.FLOAT32).add(state.judge(), name -> true);
        headsNorm = SpectralNorm.restored(heads, state.headsNorm());
        judgeNorm = SpectralNorm.restored(judge, state.judgeNorm());
        headsStep = new Adam(heads, Adam.Rule.paper(options.generatorRate()));
        judgeStep = new Adam(judge, Adam.Rule.paper(options.discriminatorRate()));
        state.headsAdam().ifPresent(headsStep::restore);
        state.judgeAdam().ifPresent(judgeStep::restore);
    }

    /** Generates the targets of a batch, recorded for the generator's gradient. */
    void begin(EpisodeBatch batch) {
        judged = 0;
        forward = Gradients.on(() -> Forward.of(networks, batch, headsNorm.trained(heads)));
    }

    /** Computes the discriminator's gradients, W's among them. */
    void judge() {
        Forward made = requireNonNull(forward, "a step begins with begin");
        judged = Gradients.on(() -> {
            Map<String, NDArray> weights = judgeNorm.trained(judge);
            NDArray rows = made.batch().rows(requireNonNull(weights.get(ROWS)));
            NDArray loss = losses.ofDiscriminator(
                    made.generated().image(), made.batch().targets(), rows, weights);
            Gradients.backward(loss);
            return (double) loss.getFloat();
        });
    }

    /** Computes the gradients of embedder and generator. */
    TrainingLosses learn(boolean adversarial) {
        Forward made = requireNonNull(forward, "a step begins with begin");
        forward = null;
        return Gradients.on(() -> {
            // W is large where there are many videos: not looked at where nothing compares with it.
            Map<String, NDArray> constants = adversarial || options.matching() ? judgeNorm.frozen(judge) : Map.of();
            @Nullable
            NDArray rows = constants.isEmpty() ? null : made.batch().rows(requireNonNull(constants.get(ROWS)));
            HeadLosses.Terms terms =
                    losses.ofGenerator(made.generated(), made.batch().targets(), rows, adversarial ? constants : null);
            NDArray total = terms.total();
            double matching = 0;
            if (options.matching()) {
                NDArray apart = MatchingLoss.between(
                        made.embeddings(), requireNonNull(rows), made.batch().mean());
                matching = apart.getFloat();
                total = total.add(TorchArrays.scaled(apart, MATCHING));
            }
            Gradients.backward(total);
            return new TrainingLosses(terms.likeness().getFloat(), terms.adversarialValue(), matching, judged);
        });
    }

    /** Updates the discriminator by its own gradients, or by averaged ones. */
    void stepJudge(double rateFactor, @Nullable Function<String, @Nullable NDArray> averaged) {
        judgeStep.step(rateFactor * options.discriminatorRate(), averaged == null ? judge::gradient : averaged);
    }

    /** Updates embedder and generator by their own gradients, or by averaged ones. */
    void stepHeads(double rateFactor, @Nullable Function<String, @Nullable NDArray> averaged) {
        headsStep.step(rateFactor * options.generatorRate(), averaged == null ? heads::gradient : averaged);
    }

    /** Returns embedder and generator. */
    Parameters heads() {
        return heads;
    }

    /** Returns the discriminator with W. */
    Parameters judgeParameters() {
        return judge;
    }

    /** Returns the effective weights of embedder and generator; the caller's scope owns them. */
    Map<String, NDArray> effectiveHeads() {
        return Gradients.off(() -> headsNorm.frozen(heads));
    }

    /** Returns the effective weights of the discriminator, W among them. */
    Map<String, NDArray> effectiveJudge() {
        return Gradients.off(() -> judgeNorm.frozen(judge));
    }

    /** Copies the state out. */
    MetaState state(Weights average) {
        return new MetaState(
                heads.toWeights(),
                judge.toWeights(),
                headsNorm.state(),
                judgeNorm.state(),
                Optional.of(headsStep.state()),
                Optional.of(judgeStep.state()),
                average);
    }

    @Override
    public void close() {
        List.of(headsNorm, judgeNorm).forEach(SpectralNorm::close);
        List.of(headsStep, judgeStep).forEach(Adam::close);
        List.of(heads, judge).forEach(Parameters::close);
    }
}
