package io.talkinghead.djl;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.net.Parameters;
import java.nio.DoubleBuffer;
import java.util.function.Supplier;

/** Compares the engine's gradients with differences of the loss at parameters moved a little, in double precision. */
public final class FiniteDifferences {
    private static final double STEP = 1e-6;

    private FiniteDifferences() {}

    /** Asserts that some numbers of a parameter have their true gradient. */
    public static void assertGradient(Parameters parameters, String name, Supplier<NDArray> loss, int... places) {
        parameters.zeroGradients();
        Gradients.on(() -> {
            Gradients.backward(loss.get());
            return loss;
        });
        double[] found = requireNonNull(parameters.gradient(name)).flatten().toDoubleArray();
        NDArray parameter = parameters.get(name);
        double[] original = parameter.toDoubleArray();
        for (int place : places) {
            double ahead = Gradients.off(() -> at(parameter, original, place, STEP, loss));
            double behind = Gradients.off(() -> at(parameter, original, place, -STEP, loss));
            Gradients.off(() -> at(parameter, original, place, 0, loss));
            double expected = (ahead - behind) / (2 * STEP);
            assertThat(found[place])
                    .as("%s[%s]", name, place)
                    .isCloseTo(expected, within(1e-7 + 1e-5 * Math.abs(expected)));
        }
    }

    private static double at(NDArray parameter, double[] original, int place, double change, Supplier<NDArray> loss) {
        double[] moved = original.clone();
        moved[place] += change;
        parameter.set(DoubleBuffer.wrap(moved));
        return loss.get().getDouble();
    }
}
