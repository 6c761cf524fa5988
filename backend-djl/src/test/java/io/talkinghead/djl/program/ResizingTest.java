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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResizingTest extends OperatorTest {
    @ParameterizedTest
    @CsvSource({"4, 5, 8, 10", "4, 5, 7, 11", "9, 8, 4, 3", "4, 6, 4, 9", "5, 4, 2, 4", "5, 5, 5, 5", "1, 3, 4, 1"})
    void linear_sizes_areThePlainInterpolation(int height, int width, int toHeight, int toWidth) {
        for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
            NDArray x = picture(1, type, 2, 3, height, width);
            try (GraphProgram program = program(type, sizes(2, 3, toHeight, toWidth), linear("x", "", "", "sizes"))) {
                NDArray made = run(program, Map.of("x", x));
                double down = (double) toHeight / height;
                double across = (double) toWidth / width;
                assertThat(made.getShape()).isEqualTo(new Shape(2, 3, toHeight, toWidth));
                assertThat(doubles(made))
                        .containsExactly(plain(x, toHeight, toWidth, down, across), within(tolerance(type)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {4, 0.5f, 0.25f, 2.3f, 0.7f, 1})
    void linear_scale_cutsTheSizeDownAndKeepsTheScale(float scale) {
        GraphProgram program = program(
                DataType.FLOAT32,
                graph -> graph.apply("Relu", graph.resizeLinear(graph.input("x", -1, 2, 6, 8), scale)));
        for (int pictures = 1; pictures <= 2; pictures++) {
            NDArray x = picture(pictures, DataType.FLOAT32, pictures, 2, 6, 8).abs();
            NDArray made = run(program, Map.of("x", x));
            int height = (int) (6 * (double) scale);
            int width = (int) (8 * (double) scale);
            assertThat(made.getShape()).isEqualTo(new Shape(pictures, 2, height, width));
            assertThat(doubles(made)).containsExactly(plain(x, height, width, scale, scale), within(1e-5));
        }
    }

    @Test
    void linear_knownRows_areWhatOnnxSays() {
        assertThat(floats(row(8, 0, 1, 2, 3))).containsExactly(0, 0.25f, 0.75f, 1.25f, 1.75f, 2.25f, 2.75f, 3);
        assertThat(floats(row(2, 0, 1, 2, 4))).containsExactly(0.5f, 3);
        assertThat(floats(row(1, 0, 8, 2, 4))).containsExactly(5);
    }

    private NDArray row(int width, float... values) {
        GraphProgram program = program(DataType.FLOAT32, sizes(1, 1, 1, width), linear("x", "", "", "sizes"));
        return run(program, Map.of("x", manager.create(values, new Shape(1, 1, 1, values.length))));
    }

    @ParameterizedTest
    @ValueSource(floats = {2, 0.5f, 1.25f})
    void linear_picture_hasItsTrueGradient(float scale) {
        assertGradients(
                graph -> graph.resizeLinear(graph.input("x", -1, 2, 4, 4), scale),
                Map.of("x", random(4, DataType.FLOAT64, 2, 2, 4, 4)));
    }

    @Test
    void linear_sizesThatChangeTheChannels_areRefused() {
        assertRefused(sizes(2, 6, 8, 8), linear("x", "", "", "sizes"), "2 pictures or channels to 6");
    }

    @Test
    void resize_otherModes_areRefused() {
        NodeBuilder cubic = NodeBuilder.of("Resize", "x", "", "", "sizes").withText("mode", "cubic");
        assertRefused(sizes(2, 2, 8, 8), cubic, "cubic with half_pixel");
        NodeBuilder corners = NodeBuilder.of("Resize", "x", "", "", "sizes")
                .withText("mode", "linear")
                .withText("coordinate_transformation_mode", "align_corners");
        assertRefused(sizes(2, 2, 8, 8), corners, "linear with align_corners");
    }

    @Test
    void resize_nearestByAFraction_isRefused() {
        GraphProto.Builder scales = GraphProto.newBuilder()
                .addInitializer(OnnxTensors.floats(1, 1, 1.5f, 2).setName("scales"));
        assertRefused(scales, NodeBuilder.of("Resize", "x", "", "scales"), "1.5");
    }

    @Test
    void resize_computedSizes_areRefused() {
        assertRefused(GraphProto.newBuilder(), linear("x", "", "", "x"), "x is computed");
    }

    private void assertRefused(GraphProto.Builder constants, NodeBuilder node, String reason) {
        try (GraphProgram program = program(DataType.FLOAT32, constants, node)) {
            Map<String, NDArray> given = Map.of("x", picture(6, DataType.FLOAT32, 2, 2, 6, 8));
            assertThatThrownBy(() -> run(program, given))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("Resize", reason);
        }
    }

    private static GraphProto.Builder sizes(long... sizes) {
        return GraphProto.newBuilder().addInitializer(OnnxTensors.longs(sizes).setName("sizes"));
    }

    private static NodeBuilder linear(String... inputs) {
        return NodeBuilder.of("Resize", inputs)
                .withText("mode", "linear")
                .withText("coordinate_transformation_mode", "half_pixel");
    }

    private static double[] plain(NDArray x, int toHeight, int toWidth, double scaleDown, double scaleAcross) {
        int height = (int) x.getShape().get(2);
        int width = (int) x.getShape().get(3);
        double[] values = doubles(x);
        double[] made = new double[values.length / (height * width) * toHeight * toWidth];
        for (int i = 0; i < made.length; i++) {
            double down = inside((i / toWidth % toHeight + 0.5) / scaleDown - 0.5, height);
            double across = inside((i % toWidth + 0.5) / scaleAcross - 0.5, width);
            for (int pixel = 0; pixel < height * width; pixel++) {
                double weight = Math.max(0, 1 - Math.abs(across - pixel % width))
                        * Math.max(0, 1 - Math.abs(down - pixel / width));
                made[i] += weight * values[i / (toHeight * toWidth) * height * width + pixel];
            }
        }
        return made;
    }

    private static double inside(double place, int length) {
        return Math.max(0, Math.min(length - 1, place));
    }
}
