package io.talkinghead.djl.tune;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.loss.HeadLosses;
import io.talkinghead.djl.net.Adam;
import io.talkinghead.djl.net.EmbeddingScale;
import io.talkinghead.djl.net.Generated;
import io.talkinghead.djl.net.HeadNetworks;
import io.talkinghead.djl.net.Parameters;
import io.talkinghead.djl.net.SpectralNorm;
import io.talkinghead.djl.sample.Batch;
import io.talkinghead.djl.sample.ShotGuides;
import io.talkinghead.graph.net.Projection;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Weights;
import io.talkinghead.person.Identity;
import io.talkinghead.tuning.TuningOptions;
import io.talkinghead.tuning.TuningOptions.Ablation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What fine-tuning trains, and nothing else: psi', the generator without its projection, of heads that turn the network that moves
 * the photo, the discriminator's trunk and bias, and w'. What the photos lend stays as the model's embedder has it. The optimisers
 * are made after psi' and w' have taken their places; made before, they would never move them.
 */
final class TunedNetworks implements AutoCloseable {
    private static final String PSI = "psi";
    private static final String IDENTITY = "discriminator.w0";

    private final HeadNetworks networks;
    private final HeadLosses losses;
    private final ShotGuides guides;
    private final TuningOptions options;
    private final boolean adversarial;
    private final Parameters generator;
    private final Parameters discriminator;
    private final SpectralNorm generatorNorm;
    private final SpectralNorm discriminatorNorm;
    private final Adam generatorStep;
    private final Adam discriminatorStep;
    private final NDArray noRow;

    /**
     * Starts from a model and what it knows of a person.
     *
     * @param manager owner of the arrays until these are closed
     */
    TunedNetworks(
            HeadNetworks networks,
            HeadLosses losses,
            ModelBundle model,
            KnownPerson person,
            TuningOptions options,
            NDManager manager) {
        this.networks = networks;
        this.losses = losses;
        this.options = options;
        guides = person.guides();
        float[] embedding = person.embedding();
        Weights weights = model.weights();
        adversarial = !options.ablations().contains(Ablation.NO_ADVERSARIAL)
                && weights.tensors().containsKey(IDENTITY);
        Random random = new Random(options.seed());
        generator = new Parameters(manager, DataType.FLOAT32).add(weights, TunedNetworks::isTuned);
        float[] psi = options.ablations().contains(Ablation.RANDOM_PSI)
                ? normal(random, model.spec().adaptiveParameters())
                : Projection.psi(model.spec(), weights, embedding);
        generator.put(PSI, List.of(1, psi.length), psi);
        discriminator = new Parameters(manager, DataType.FLOAT32)
                .add(weights, name -> adversarial && name.startsWith("discriminator."));
        if (adversarial) {
            float[] row = options.ablations().contains(Ablation.RANDOM_IDENTITY)
                    ? normal(random, embedding.length)
                    : sum(weights.tensor(IDENTITY).toFloats(), EmbeddingScale.reckoned(model.spec(), embedding));
            discriminator.put(IDENTITY, List.of(row.length), row);
        }
        generatorNorm = SpectralNorm.continuing(generator, SpectralNorm.of(model.spec()), options.seed());
        discriminatorNorm = SpectralNorm.continuing(discriminator, SpectralNorm.of(model.spec()), options.seed());
        generatorStep = new Adam(generator, Adam.Rule.paper(options.generatorRate()));
        discriminatorStep = new Adam(discriminator, Adam.Rule.paper(options.discriminatorRate()));
        noRow = manager.zeros(new Shape(1, embedding.length));
    }

    private static boolean isTuned(String name) {
        return (name.startsWith("generator.") && !name.startsWith(Projection.PREFIX)) || name.startsWith("motion.");
    }

    private static float[] normal(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] sum(float[] a, float[] b) {
        float[] sum = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i] + b[i];
        }
        return sum;
    }

    boolean isAdversarial() {
        return adversarial;
    }

    /** Updates the discriminator as often as the options say, then the generator once. */
    StepLosses step(Batch batch) {
        return Gradients.on(() -> {
            Map<String, NDArray> weights = generatorNorm.trained(generator);
            Generated made = networks.generate(batch.input(), guides.of(batch.guides()), psi(weights), weights);
            double discriminatorLoss = 0;
            for (int k = 0; adversarial && k < options.discriminatorSteps(); k++) {
                NDArray loss =
                        losses.ofDiscriminator(made.image(), batch, noRow, discriminatorNorm.trained(discriminator));
                Gradients.backward(loss);
                discriminatorStep.step();
                discriminatorLoss = loss.getFloat();
            }
            HeadLosses.Terms terms = losses.ofGenerator(
                    made, batch, noRow, adversarial ? discriminatorNorm.frozen(discriminator) : null);
            Gradients.backward(terms.total());
            generatorStep.step();
            return new StepLosses(terms.likeness().getFloat(), terms.adversarialValue(), discriminatorLoss);
        });
    }

    /** Generates without learning, and says how alike the pictures are. */
    Measured measure(Batch batch) {
        return Gradients.off(() -> {
            Map<String, NDArray> weights = generatorNorm.frozen(generator);
            Generated made = networks.generate(batch.input(), guides.of(batch.guides()), psi(weights), weights);
            return new Measured(losses.ofLikeness(made, batch).getFloat(), made.image());
        });
    }

    private static NDArray psi(Map<String, NDArray> weights) {
        return requireNonNull(weights.get(PSI));
    }

    /** Copies the person out: effective weights, ready for any backend. */
    Identity.Tuned identity() {
        return Gradients.off(() -> {
            // What is computed of the parameters belongs to their owner, who lives long.
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                Map<String, NDArray> weights = new LinkedHashMap<>(generatorNorm.frozen(generator));
                float[] psi = requireNonNull(weights.remove(PSI)).toFloatArray();
                return new Identity.Tuned(psi, Parameters.toWeights(weights));
            }
        });
    }

    /** Returns the parameters by name, for tests of what moves. */
    Map<String, float[]> values() {
        Map<String, float[]> values = new LinkedHashMap<>();
        generator.toWeights().tensors().forEach((name, tensor) -> values.put(name, tensor.toFloats()));
        discriminator.toWeights().tensors().forEach((name, tensor) -> values.put(name, tensor.toFloats()));
        return values;
    }

    @Override
    public void close() {
        List.of(generatorNorm, discriminatorNorm).forEach(SpectralNorm::close);
        List.of(generatorStep, discriminatorStep).forEach(Adam::close);
        List.of(generator, discriminator).forEach(Parameters::close);
        noRow.close();
    }

    /**
     * The losses of one step.
     *
     * @param likeness content and pixels
     * @param adversarial the generator's adversarial part
     * @param discriminator the discriminator's own, at its last update
     */
    record StepLosses(double likeness, double adversarial, double discriminator) {
        boolean isFinite() {
            return Double.isFinite(likeness) && Double.isFinite(adversarial) && Double.isFinite(discriminator);
        }
    }

    /**
     * A measured batch.
     *
     * @param likeness content and pixels
     * @param images [N, 3, R, R]
     */
    record Measured(double likeness, NDArray images) {}
}
