package io.talkinghead.djl.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.GraphProto;
import io.talkinghead.graph.onnx.NodeBuilder;
import io.talkinghead.graph.onnx.OnnxTensors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorsTest extends OperatorTest {
    @Test
    void leakyRelu_negative_isMultiplied() {
        GraphProgram program = program(DataType.FLOAT64, graph -> graph.leakyRelu(graph.input("x", 4), 0.25));
        assertThat(floats(run(program, Map.of("x", line(-2, -0.5f, 0, 3))))).containsExactly(-0.5f, -0.125f, 0, 3);
        assertGradients(
                graph -> graph.leakyRelu(graph.input("x", 9), 0.1), Map.of("x", random(1, DataType.FLOAT64, 9)));
    }

    @Test
    void clip_outside_isMovedAndHasNoGradient() {
        GraphProgram program = program(DataType.FLOAT32, graph -> graph.clip(graph.input("x", 4), -1, 0.5f));
        assertThat(floats(run(program, Map.of("x", line(-2, -0.5f, 0.5f, 3))))).containsExactly(-1, -0.5f, 0.5f, 0.5f);
        assertGradients(
                graph -> graph.clip(graph.input("x", 9), -1, 0.5f), Map.of("x", random(2, DataType.FLOAT64, 9)));
    }

    @Test
    void clip_withoutUpperBound_isRefused() {
        GraphProto.Builder bound =
                GraphProto.newBuilder().addInitializer(OnnxTensors.number(0f).setName("least"));
        try (GraphProgram program = program(DataType.FLOAT32, bound, NodeBuilder.of("Clip", "x", "least"))) {
            Map<String, NDArray> given = Map.of("x", line(1));
            assertThatThrownBy(() -> run(program, given))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Clip takes a constant as its input 2");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void isPositive_numbers_isOneOnlyAboveZero(DataType type) {
        GraphProgram program = program(type, graph -> graph.isPositive(graph.input("x", 4)));
        NDArray made = run(program, Map.of("x", line(-2, 0, 0.25f, 3).toType(type, true)));
        assertThat(made.getDataType()).isEqualTo(type);
        assertThat(floats(made)).containsExactly(0, 0, 1, 1);
    }

    @Test
    void isPositive_asMask_letsTheGradientOfTheOtherFactorThrough() {
        assertGradients(
                graph -> {
                    String x = graph.input("x", 9);
                    return graph.apply("Mul", x, graph.isPositive(x));
                },
                Map.of("x", random(3, DataType.FLOAT64, 9)));
    }

    @Test
    void cast_ofFloats_keepsTheGradient() {
        assertGradients(graph -> graph.apply("Cast", graph.input("x", 5)), Map.of("x", random(4, DataType.FLOAT64, 5)));
    }

    @Test
    void softmax_overChannels_sumsToOneAtEachPlace() {
        NDArray x = random(5, DataType.FLOAT32, 2, 4, 3, 3);
        GraphProgram program = program(DataType.FLOAT32, graph -> graph.softmaxOver(graph.input("x", -1, 4, 3, 3), 1));
        NDArray made = run(program, Map.of("x", x));
        NDArray exponentials = x.exp();
        NDArray expected = exponentials.div(exponentials.sum(new int[] {1}, true));
        assertThat(doubles(made)).containsExactly(doubles(expected), within(1e-6));
        assertGradients(
                graph -> graph.softmaxOver(graph.input("x", -1, 3, 2, 2), 1),
                Map.of("x", random(6, DataType.FLOAT64, 1, 3, 2, 2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void averagePool_anySide_takesTheMeansOfSquares(int side) {
        NDArray x = random(7, DataType.FLOAT32, 2, 3, 16, 8);
        GraphProgram program =
                program(DataType.FLOAT32, graph -> graph.averagePool(graph.input("x", -1, 3, 16, 8), side));
        NDArray made = run(program, Map.of("x", x));
        NDArray expected = x.reshape(2, 3, 16 / side, side, 8 / side, side)
                .mean(new int[] {5})
                .mean(new int[] {3});
        assertThat(made.getShape()).isEqualTo(new Shape(2, 3, 16 / side, 8 / side));
        assertThat(doubles(made)).containsExactly(doubles(expected), within(1e-6));
    }

    @Test
    void averagePool_picture_hasItsTrueGradient() {
        assertGradients(
                graph -> graph.averagePool(graph.input("x", -1, 2, 8, 4), 4),
                Map.of("x", random(8, DataType.FLOAT64, 1, 2, 8, 4)));
    }

    @ParameterizedTest
    @CsvSource({"8, 6, 4, 3", "7, 5, 4, 3"})
    void conv_stride2_isThePlainSumAtEverySecondPlace(int height, int width, int toHeight, int toWidth) {
        Map<String, List<Integer>> layout = Map.of("c.weight", List.of(4, 2, 3, 3), "c.bias", List.of(4));
        NDArray x = random(9, DataType.FLOAT64, 2, 2, height, width);
        NDArray weight = random(10, DataType.FLOAT64, 4, 2, 3, 3);
        NDArray bias = random(11, DataType.FLOAT64, 4);
        GraphProgram program =
                program(DataType.FLOAT64, layout, graph -> graph.conv(graph.input("x", -1, 2, height, width), "c", 2));
        NDArray made = run(program, Map.of("x", x, "c.weight", weight, "c.bias", bias));
        assertThat(made.getShape()).isEqualTo(new Shape(2, 4, toHeight, toWidth));
        for (int y = 0; y < toHeight; y++) {
            for (int column = 0; column < toWidth; column++) {
                double expected = convolved(x, weight, y, column) + bias.getDouble(3);
                assertThat(made.getDouble(1, 3, y, column)).isCloseTo(expected, within(1e-12));
            }
        }
    }

    /** The last filter's sum over the second picture, around the place (2 y, 2 x). */
    private static double convolved(NDArray x, NDArray weight, int y, int column) {
        double sum = 0;
        for (int channel = 0; channel < 2; channel++) {
            for (int tap = 0; tap < 9; tap++) {
                int row = 2 * y + tap / 3 - 1;
                int at = 2 * column + tap % 3 - 1;
                boolean inside = row >= 0
                        && at >= 0
                        && row < x.getShape().get(2)
                        && at < x.getShape().get(3);
                sum += inside ? x.getDouble(1, channel, row, at) * weight.getDouble(3, channel, tap / 3, tap % 3) : 0;
            }
        }
        return sum;
    }

    @Test
    void concat_manyInputs_putsThemInTheirOrder() {
        GraphProgram program = program(
                DataType.FLOAT32,
                graph -> graph.concatChannels(
                        graph.input("a", -1, 1, 1, 1),
                        graph.input("b", -1, 2, 1, 1),
                        graph.input("c", -1, 1, 1, 1),
                        graph.input("d", -1, 1, 1, 1)));
        Map<String, NDArray> given = Map.of("a", channels(1), "b", channels(2, 3), "c", channels(4), "d", channels(5));
        assertThat(floats(run(program, given))).containsExactly(1, 2, 3, 4, 5);
    }

    private NDArray channels(float... values) {
        return manager.create(values, new Shape(1, values.length, 1, 1));
    }

    private NDArray line(float... values) {
        return manager.create(values, new Shape(values.length));
    }
}
