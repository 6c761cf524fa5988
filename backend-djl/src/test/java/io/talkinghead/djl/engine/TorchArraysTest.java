package io.talkinghead.djl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.engine.Device;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class TorchArraysTest {
    private static final Shape TWO_ROWS = new Shape(2, 3);
    private static final float[] VALUES = {1, -2, 3.5f, 0, 1e-30f, 65_504};

    @Test
    void of_floats_holdsTheirBits() {
        try (NDManager manager = TorchEngine.newManager(Device.CPU)) {
            NDArray made = TorchArrays.of(manager, VALUES, TWO_ROWS);

            assertThat(made.getShape()).isEqualTo(TWO_ROWS);
            assertThat(made.toFloatArray()).containsExactly(VALUES);
        }
    }

    @Test
    void of_otherTypes_converts() {
        try (NDManager manager = TorchEngine.newManager(Device.CPU)) {
            NDArray wide = TorchArrays.of(manager, VALUES, TWO_ROWS, DataType.FLOAT64);
            NDArray narrow = TorchArrays.of(manager, new double[] {0.1, -2}, new Shape(2), DataType.FLOAT32);

            assertThat(wide.toDoubleArray()).containsExactly(1, -2, 3.5, 0, 1e-30f, 65504);
            assertThat(narrow.toFloatArray()).containsExactly(0.1f, -2);
        }
    }

    @Test
    void of_oneValueAndNone_hasTheirShapes() {
        try (NDManager manager = TorchEngine.newManager(Device.CPU)) {
            NDArray one = TorchArrays.of(manager, new float[] {7}, new Shape());
            NDArray none = TorchArrays.of(manager, new float[0], new Shape(0, 4));

            assertThat(one.getFloat()).isEqualTo(7);
            assertThat(none.getShape()).isEqualTo(new Shape(0, 4));
        }
    }

    @Test
    void of_values_outliveJavasOwn() {
        try (NDManager manager = TorchEngine.newManager(Device.CPU)) {
            float[] values = VALUES.clone();
            NDArray made = TorchArrays.of(manager, values, TWO_ROWS);
            values[0] = 99;

            assertThat(made.toFloatArray()).containsExactly(VALUES);
        }
    }

    @Test
    void of_manyValues_takesNoneOfJavasMemoryOutsideTheHeap() {
        try (NDManager manager = TorchEngine.newManager(Device.CPU)) {
            float[] values = new float[1 << 20];
            TorchArrays.of(manager, values, new Shape(values.length)).close();
            long before = direct().getTotalCapacity();

            for (int i = 0; i < 16; i++) {
                TorchArrays.of(manager, values, new Shape(values.length)).close();
            }

            assertThat(direct().getTotalCapacity() - before).isLessThan(values.length);
        }
    }

    private static BufferPoolMXBean direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .findAny()
                .orElseThrow();
    }
}
