package io.talkinghead.djl.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.djl.TorchTest;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperationTest extends TorchTest {
    @ParameterizedTest
    @EnumSource(names = {"TRANSPOSE", "TRANSPOSE_FOUR"})
    void transposed_smallPicture_scattersEveryPixelByTheKernel(Operation operation) {
        int side = operation.kernel();
        int channels = 2;
        int made = 3;
        int height = 3;
        int width = 4;
        float[] x = drawn(1, channels * height * width);
        float[] kernel = drawn(2, made * channels * side * side);
        float[] bias = {0.5f, -1, 2};
        double[] expected = new double[made * 4 * height * width];
        for (int o = 0; o < made; o++) {
            for (int y = 0; y < 2 * height; y++) {
                for (int z = 0; z < 2 * width; z++) {
                    expected[(o * 2 * height + y) * 2 * width + z] = bias[o];
                }
            }
        }
        // As it is defined: pixel i goes to 2 i - 1 + k, by the kernel in its usual, unturned order.
        for (int o = 0; o < made; o++) {
            for (int c = 0; c < channels; c++) {
                for (int i = 0; i < height * width * side * side; i++) {
                    int ky = i % (side * side) / side;
                    int kx = i % side;
                    int py = i / (side * side) / width;
                    int px = i / (side * side) % width;
                    int y = 2 * py - 1 + ky;
                    int z = 2 * px - 1 + kx;
                    if (y >= 0 && z >= 0 && y < 2 * height && z < 2 * width) {
                        int turned = (side - 1 - ky) * side + side - 1 - kx;
                        expected[(o * 2 * height + y) * 2 * width + z] +=
                                x[(c * height + py) * width + px] * kernel[(o * channels + c) * side * side + turned];
                    }
                }
            }
        }
        NDArray result = operation.apply(
                manager.create(x, new Shape(1, channels, height, width)),
                manager.create(kernel, new Shape(made, channels, side, side)),
                manager.create(bias));
        assertThat(result.getShape()).isEqualTo(new Shape(1, made, 2L * height, 2L * width));
        float[] found = result.toFloatArray();
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) found[i]).isCloseTo(expected[i], within(1e-5));
        }
    }

    @Test
    void mirroredRim_rowOfNumbers_repeatsAllButTheEdges() {
        NDArray x = manager.create(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, new Shape(1, 1, 3, 3));
        assertThat(MirroredRim.around(x, 1).toFloatArray())
                .containsExactly(5, 4, 5, 6, 5, 2, 1, 2, 3, 2, 5, 4, 5, 6, 5, 8, 7, 8, 9, 8, 5, 4, 5, 6, 5);
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void apply_eachOperation_givesItsSize(Operation operation) {
        int kernel = operation.kernel();
        NDArray x = random(1, DataType.FLOAT32, 2, 3, 8, 8);
        NDArray made = operation.apply(x, random(2, DataType.FLOAT32, 5, 3, kernel, kernel), null);
        int side = switch (operation) {
            case HALVE, HALVE_BY_THREE -> 4;
            case ENLARGE, TRANSPOSE, TRANSPOSE_FOUR -> 16;
            case THREE, SEVEN, MIRRORED_THREE, MIRRORED_SEVEN -> 8;
            case WHOLE_TWO -> 7;
            case WHOLE_FOUR, PATCH_HALVE -> 5;
            case PATCH -> 9;
        };
        assertThat(made.getShape()).isEqualTo(new Shape(2, 5, side, side));
    }

    private static float[] drawn(long seed, int count) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
