package io.talkinghead.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Spectral normalisation of convolutions and linear layers (paper, section A.4): the network uses {@code w * gain / s},
 * s being w's largest singular value as one step of power iteration a training pass estimates it.
 *
 * <p>The gain is 1 for a network trained from its beginning. A network that continues from effective weights, whose norm is
 * already divided out, takes the norm they have as gain: so it starts as exactly the network it continues.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
public final class SpectralNorm implements AutoCloseable {
    private static final double EPSILON = 1e-4;
    /** Power iterations until an estimate from random values has settled. */
    private static final int SETTLING = 50;

    private static final String U = ".u";
    private static final String GAIN = ".gain";

    private final NDManager manager;
    private final Map<String, State> states = new LinkedHashMap<>();

    private SpectralNorm(Parameters parameters) {
        manager = parameters.manager().newSubManager();
    }

    /**
     * Returns which weights of an architecture are normalised: all, but of heads that turn only the discriminator's convolutions,
     * as some of their layers begin with zeros.
     */
    public static Predicate<String> of(ModelSpec spec) {
        return switch (spec.conditioning().kind()) {
            case LANDMARKS -> name -> true;
            case TURNED -> name -> name.startsWith("discriminator.trunk.");
        };
    }

    /** Starts from random directions, all gains 1. */
    public static SpectralNorm fresh(Parameters parameters, Predicate<String> wanted, long seed) {
        SpectralNorm norm = new SpectralNorm(parameters);
        Random random = new Random(seed);
        for (String name : parameters.names()) {
            if (wanted.test(name) && isWeight(name, parameters.get(name))) {
                float[] direction =
                        new float[(int) parameters.get(name).getShape().get(0)];
                for (int i = 0; i < direction.length; i++) {
                    direction[i] = (float) random.nextGaussian();
                }
                norm.put(parameters, name, direction, 1);
            }
        }
        return norm;
    }

    /** Starts from effective weights: directions settled, gains as the weights' own norms. */
    public static SpectralNorm continuing(Parameters parameters, Predicate<String> wanted, long seed) {
        SpectralNorm norm = fresh(parameters, wanted, seed);
        Gradients.off(() -> {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                norm.states.forEach((name, state) -> {
                    NDArray matrix = matrix(parameters.get(name));
                    for (int i = 0; i < SETTLING; i++) {
                        state.iterate(matrix);
                    }
                    state.gain =
                            state.sigma(matrix).toType(DataType.FLOAT64, true).getDouble();
                });
            }
            return norm;
        });
        return norm;
    }

    /** Takes up a saved state. */
    public static SpectralNorm restored(Parameters parameters, Weights state) {
        SpectralNorm norm = new SpectralNorm(parameters);
        for (String name : parameters.names()) {
            if (state.tensors().containsKey(name + U)) {
                float[] direction = state.tensor(name + U).toFloats();
                norm.put(parameters, name, direction, state.tensor(name + GAIN).toFloats()[0]);
            }
        }
        return norm;
    }

    /** Adaptive parameters, biases and the affine part of a normalisation are left alone. */
    private static boolean isWeight(String name, NDArray array) {
        return (name.endsWith(".weight") || name.endsWith(".identity"))
                && array.getShape().dimension() >= 2;
    }

    private void put(Parameters parameters, String name, float[] direction, double gain) {
        NDArray u = TorchArrays.of(manager, direction, new Shape(direction.length), parameters.type());
        NDScope.unregister(u);
        states.put(name, new State(u, gain));
    }

    /** Returns the state, to be saved beside the parameters. */
    public Weights state() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, NDArray> directions = new LinkedHashMap<>();
        states.forEach((name, state) -> {
            directions.put(name + U, state.u);
            tensors.put(name + GAIN, Tensor.of(List.of(1), new float[] {(float) state.gain}));
        });
        tensors.putAll(Parameters.toWeights(directions).tensors());
        return new Weights(tensors);
    }

    /**
     * Returns the effective weights of a training pass, after one power iteration each.
     *
     * @return all parameters by name, those that are not normalised as they are
     */
    public Map<String, NDArray> trained(Parameters parameters) {
        return effective(parameters, true, false);
    }

    /** Returns the effective weights without a power iteration and cut off from their gradients. */
    public Map<String, NDArray> frozen(Parameters parameters) {
        return effective(parameters, false, true);
    }

    private Map<String, NDArray> effective(Parameters parameters, boolean iterate, boolean cut) {
        Map<String, NDArray> effective = new LinkedHashMap<>();
        for (String name : parameters.names()) {
            NDArray weight = cut ? parameters.get(name).stopGradient() : parameters.get(name);
            State state = states.get(name);
            if (state == null) {
                effective.put(name, weight);
                continue;
            }
            NDArray matrix = matrix(weight);
            if (iterate) {
                Gradients.off(() -> {
                    state.iterate(matrix);
                    return state;
                });
            }
            effective.put(name, TorchArrays.scaled(weight.div(state.sigma(matrix)), state.gain));
        }
        return effective;
    }

    private static NDArray matrix(NDArray weight) {
        return weight.reshape(weight.getShape().get(0), -1);
    }

    @Override
    public void close() {
        manager.close();
    }

    /** One weight's left singular vector, and its gain. */
    private static final class State {
        private NDArray u;
        private double gain;

        State(NDArray u, double gain) {
            this.u = u;
            this.gain = gain;
        }

        void iterate(NDArray matrix) {
            NDArray v = unit(u.expandDims(0).matMul(matrix));
            NDArray next = unit(v.matMul(matrix.transpose())).reshape(u.getShape());
            NDScope.unregister(next);
            u.close();
            u = next;
        }

        /** u and v are constants in the gradient, as in the method's own publication (Miyato et al. 2018). */
        NDArray sigma(NDArray matrix) {
            NDArray row = Gradients.off(() -> unit(u.expandDims(0).matMul(matrix)));
            return u.expandDims(0).matMul(matrix).mul(row).sum();
        }

        private static NDArray unit(NDArray vector) {
            return vector.div(vector.square().sum().sqrt().maximum(EPSILON));
        }
    }
}
