package io.talkinghead.djl.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.talkinghead.djl.TorchTest;
import io.talkinghead.djl.engine.Gradients;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdamTest extends TorchTest {
    /** The gradients of three parameters; the last is tiny, so that the place of epsilon shows. */
    private static final double[] GRADIENTS = {0.5, -2, 1e-7};

    @Test
    void step_writtenOutExample_isPyTorchsRule() {
        Adam.Rule rule = new Adam.Rule(1e-2, 0.5, 0.999, 1e-5);
        double[] expected = {1, -1, 0.25};
        double[] mean = new double[3];
        double[] variance = new double[3];
        try (Parameters parameters = new Parameters(manager, DataType.FLOAT32)) {
            parameters.put("p", List.of(3), new float[] {1, -1, 0.25f});
            Adam adam = new Adam(parameters, rule);
            for (int step = 1; step <= 5; step++) {
                double scale = step % 2 == 0 ? -0.5 : 1;
                backward(parameters, scale);
                adam.step();
                for (int i = 0; i < 3; i++) {
                    double gradient = scale * GRADIENTS[i];
                    mean[i] = rule.beta1() * mean[i] + (1 - rule.beta1()) * gradient;
                    variance[i] = rule.beta2() * variance[i] + (1 - rule.beta2()) * gradient * gradient;
                    double root = Math.sqrt(variance[i]) / Math.sqrt(1 - Math.pow(rule.beta2(), step));
                    double rate = rule.learningRate() / (1 - Math.pow(rule.beta1(), step));
                    expected[i] -= rate * mean[i] / (root + rule.epsilon());
                }
                float[] found = parameters.get("p").toFloatArray();
                for (int i = 0; i < 3; i++) {
                    assertThat((double) found[i]).isCloseTo(expected[i], within(1e-6));
                }
            }
        }
    }

    @Test
    void restore_savedState_goesOnAsIfNothingHadHappened() {
        float[] straight;
        float[] resumed;
        try (Parameters parameters = new Parameters(manager, DataType.FLOAT32)) {
            parameters.put("p", List.of(3), new float[] {1, -1, 0.25f});
            Adam adam = new Adam(parameters, Adam.Rule.paper(1e-2));
            backward(parameters, 1);
            adam.step();
            float[] between = parameters.get("p").toFloatArray();
            var state = adam.state();
            backward(parameters, 0.3);
            adam.step();
            straight = parameters.get("p").toFloatArray();

            parameters.put("p", List.of(3), between);
            Adam other = new Adam(parameters, Adam.Rule.paper(1e-2));
            other.restore(state);
            backward(parameters, 0.3);
            other.step();
            resumed = parameters.get("p").toFloatArray();
        }
        assertThat(resumed).isEqualTo(straight);
    }

    private void backward(Parameters parameters, double scale) {
        Gradients.on(() -> {
            NDArray slopes =
                    manager.create(GRADIENTS).toType(DataType.FLOAT32, false).mul(scale);
            Gradients.backward(parameters.get("p").mul(slopes).sum());
            return parameters;
        });
    }
}
