package io.talkinghead.djl.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.GraphProto;
import io.talkinghead.graph.onnx.NodeBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GridSamplingTest extends OperatorTest {
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void sample_placesInsideAndOutside_isThePlainInterpolation(DataType type) {
        assertPlain(picture(1, type, 3, 4, 5, 7), picture(2, type, 3, 6, 2, 2));
    }

    @Test
    void sample_cornersAndFarOutside_areClampedToTheEdge() {
        float[] places = {-1, -1, 1, 1, -0.875f, 0.875f, -50, 0, 0.1f, 1e9f};
        NDArray grid = manager.create(places, new Shape(1, 1, 5, 2));
        assertPlain(picture(3, DataType.FLOAT32, 1, 2, 8, 8), grid);
    }

    @ParameterizedTest
    @CsvSource({"1, 6", "6, 1", "1, 1"})
    void sample_singleRowOrColumn_isThePlainInterpolation(int height, int width) {
        assertPlain(picture(4, DataType.FLOAT64, 2, 3, height, width), picture(5, DataType.FLOAT64, 2, 3, 3, 2));
    }

    @Test
    void sample_centresOfPixels_isThePictureItself() {
        int side = 64;
        float[] places = new float[2 * side * side];
        for (int i = 0; i < side * side; i++) {
            places[2 * i] = (i % side + 0.5f) * 2 / side - 1;
            places[2 * i + 1] = (i / side + 0.5f) * 2 / side - 1;
        }
        NDArray x = picture(6, DataType.FLOAT32, 1, 2, side, side);
        NDArray made = sampled(x, manager.create(places, new Shape(1, side, side, 2)));
        assertThat(floats(made)).isEqualTo(floats(x));
    }

    @Test
    void sample_placeThatIsNoNumber_givesNoNumberThereAlone() {
        NDArray grid = manager.create(new float[] {Float.NaN, 0, 0, 0}, new Shape(1, 1, 2, 2));
        float[] made = floats(sampled(picture(7, DataType.FLOAT32, 1, 1, 4, 4), grid));
        assertThat(made[0]).isNaN();
        assertThat(made[1]).isFinite();
    }

    @Test
    void sample_pictureAndPlaces_haveTheirTrueGradients() {
        NDArray x = random(8, DataType.FLOAT64, 2, 3, 4, 5);
        NDArray grid = random(9, DataType.FLOAT64, 2, 3, 3, 2);
        assertThat(grid.abs().max().getDouble()).as("a place outside").isGreaterThan(1);
        assertGradients(
                graph -> graph.gridSample(graph.input("x", -1, 3, 4, 5), graph.input("grid", -1, 3, 3, 2)),
                Map.of("x", x, "grid", grid));
    }

    @ParameterizedTest
    @CsvSource({"nearest, border, 0", "bilinear, zeros, 0", "bilinear, border, 1"})
    void sample_otherAttributes_areRefused(String mode, String padding, int alignCorners) {
        NodeBuilder node = NodeBuilder.of("GridSample", "x", "grid")
                .withText("mode", mode)
                .withText("padding_mode", padding)
                .withInteger("align_corners", alignCorners);
        try (GraphProgram program = program(DataType.FLOAT32, GraphProto.newBuilder(), node)) {
            Map<String, NDArray> given = Map.of(
                    "x", picture(1, DataType.FLOAT32, 1, 1, 4, 4), "grid", picture(2, DataType.FLOAT32, 1, 1, 1, 2));
            assertThatThrownBy(() -> run(program, given))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("GridSample", mode, padding);
        }
    }

    private NDArray sampled(NDArray x, NDArray grid) {
        GraphProgram program = program(
                x.getDataType(),
                graph -> graph.gridSample(graph.input("x", -1, -1, -1, -1), graph.input("grid", -1, -1, -1, 2)));
        return run(program, Map.of("x", x, "grid", grid));
    }

    private void assertPlain(NDArray x, NDArray grid) {
        NDArray made = sampled(x, grid);
        Shape picture = x.getShape();
        Shape places = grid.getShape();
        assertThat(made.getDataType()).isEqualTo(x.getDataType());
        assertThat(made.getShape()).isEqualTo(new Shape(picture.get(0), picture.get(1), places.get(1), places.get(2)));
        assertThat(doubles(made)).containsExactly(plain(x, grid), within(tolerance(x.getDataType())));
    }

    private static double[] plain(NDArray x, NDArray grid) {
        int channels = (int) x.getShape().get(1);
        int height = (int) x.getShape().get(2);
        int width = (int) x.getShape().get(3);
        int places = (int) (grid.getShape().get(1) * grid.getShape().get(2));
        double[] values = doubles(x);
        double[] positions = doubles(grid);
        double[] made = new double[(int) x.getShape().get(0) * channels * places];
        for (int i = 0; i < made.length; i++) {
            int place = (i / places / channels) * places + i % places;
            double across = inside(((positions[2 * place] + 1) * width - 1) / 2, width);
            double down = inside(((positions[2 * place + 1] + 1) * height - 1) / 2, height);
            // Every pixel counts by how near it is: none that is a whole pixel away.
            for (int pixel = 0; pixel < height * width; pixel++) {
                double weight = Math.max(0, 1 - Math.abs(across - pixel % width))
                        * Math.max(0, 1 - Math.abs(down - pixel / width));
                made[i] += weight * values[i / places * height * width + pixel];
            }
        }
        return made;
    }

    private static double inside(double place, int length) {
        return Math.max(0, Math.min(length - 1, place));
    }
}
