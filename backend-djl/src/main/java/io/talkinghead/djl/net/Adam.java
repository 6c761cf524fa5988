package io.talkinghead.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Adam (Kingma and Ba 2015) as PyTorch computes it: epsilon is added after the bias correction. DJL's own optimiser adds it
 * before, which differs where gradients are tiny.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
public final class Adam implements AutoCloseable {
    private static final String STEPS = "adam.steps";
    private static final String FIRST = "adam.first.";
    private static final String SECOND = "adam.second.";

    private static final float NO_DECAY = 0;
    private static final float UNSCALED = 1;
    private static final float UNCLIPPED = -1;

    private final Parameters parameters;
    private final Rule rule;
    private final ToDoubleFunction<String> factor;
    private final NDManager manager;
    private final Map<String, Moments> moments = new LinkedHashMap<>();
    private int steps;

    /** Starts for exactly the parameters that are there now. */
    public Adam(Parameters parameters, Rule rule) {
        this(parameters, rule, name -> 1);
    }

    /**
     * Starts for exactly the parameters that are there now.
     *
     * @param factor by name, of the learning rate
     */
    public Adam(Parameters parameters, Rule rule, ToDoubleFunction<String> factor) {
        this.parameters = parameters;
        this.rule = rule;
        this.factor = factor;
        manager = parameters.manager().newSubManager();
        for (String name : parameters.names()) {
            NDArray like = parameters.get(name);
            moments.put(name, new Moments(zeros(like), zeros(like)));
        }
    }

    private NDArray zeros(NDArray like) {
        NDArray zeros = manager.zeros(like.getShape(), like.getDataType());
        // The optimiser outlives the step it may be made in.
        NDScope.unregister(zeros);
        return zeros;
    }

    /** Moves every parameter that has a gradient, and sets all gradients to zero. */
    public void step() {
        step(rule.learningRate, parameters::gradient);
    }

    /**
     * Moves parameters by gradients from elsewhere, and sets their own to zero.
     *
     * @param learningRate in the place of the rule's
     * @param gradients by parameter, nothing for one that stays; closed here
     */
    public void step(double learningRate, Function<String, @Nullable NDArray> gradients) {
        steps++;
        double firstCorrection = 1 - Math.pow(rule.beta1, steps);
        double secondCorrection = Math.sqrt(1 - Math.pow(rule.beta2, steps));
        // The engine's own rule has no correction: with these it becomes PyTorch's.
        float rate = (float) (learningRate * secondCorrection / firstCorrection);
        float epsilon = (float) (rule.epsilon * secondCorrection);
        Gradients.off(() -> {
            moments.forEach((name, moment) -> {
                NDArray gradient = gradients.apply(name);
                if (gradient != null) {
                    move(parameters.get(name), gradient, moment, rate * (float) factor.applyAsDouble(name), epsilon);
                    gradient.close();
                }
            });
            return this;
        });
        parameters.zeroGradients();
    }

    private void move(NDArray parameter, NDArray gradient, Moments moment, float rate, float epsilon) {
        parameter
                .getNDArrayInternal()
                .adamUpdate(
                        new NDList(parameter, gradient, moment.first, moment.second),
                        new NDList(parameter),
                        rate,
                        rate,
                        NO_DECAY,
                        UNSCALED,
                        UNCLIPPED,
                        (float) rule.beta1,
                        (float) rule.beta2,
                        epsilon,
                        false,
                        false);
    }

    /** Returns the state, to be saved beside the parameters. */
    public Weights state() {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        moments.forEach((name, moment) -> {
            arrays.put(FIRST + name, moment.first);
            arrays.put(SECOND + name, moment.second);
        });
        return Parameters.toWeights(arrays).with(new Weights(Map.of(STEPS, Tensor.of(List.of(1), new float[] {steps
        }))));
    }

    /** Takes up a saved state. */
    public void restore(Weights state) {
        steps = (int) state.tensor(STEPS).toFloats()[0];
        moments.forEach((name, moment) -> {
            moment.first.set(state.tensor(FIRST + name).toFloats());
            moment.second.set(state.tensor(SECOND + name).toFloats());
        });
    }

    @Override
    public void close() {
        manager.close();
    }

    /**
     * The rule's constants; the paper has beta1 = 0, beta2 = 0.999, epsilon = 1e-5.
     *
     * @param learningRate per step
     * @param beta1 decay of the mean gradient
     * @param beta2 decay of the mean squared gradient
     * @param epsilon added to its root
     */
    public record Rule(double learningRate, double beta1, double beta2, double epsilon) {
        /** The paper's, at a learning rate. */
        public static Rule paper(double learningRate) {
            return new Rule(learningRate, 0, 0.999, 1e-5);
        }

        /** Returns that by which an architecture is meta-learned: of heads that turn one of a shorter memory. */
        public static Rule of(ModelSpec spec, double learningRate) {
            return switch (spec.conditioning().kind()) {
                case LANDMARKS -> paper(learningRate);
                case TURNED -> new Rule(learningRate, 0, 0.99, 1e-8);
            };
        }
    }

    private record Moments(NDArray first, NDArray second) {}
}
