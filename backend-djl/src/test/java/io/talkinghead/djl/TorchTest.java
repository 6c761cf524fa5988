package io.talkinghead.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.common.primitives.Longs;
import io.talkinghead.djl.engine.TorchEngine;
import io.talkinghead.engine.Device;
import io.talkinghead.model.Tensor;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An owner of arrays for each test, closed behind it. */
public abstract class TorchTest {
    protected NDManager manager;

    @BeforeEach
    void openManager() {
        TorchEngine.start(Device.CPU, 1);
        manager = TorchEngine.newManager(Device.CPU);
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    protected NDArray array(Tensor tensor) {
        return manager.create(tensor.toFloats(), new Shape(Longs.toArray(tensor.shape())));
    }

    /** Makes values of a normal distribution, always the same for a seed. */
    protected NDArray random(long seed, DataType type, long... shape) {
        Random random = new Random(seed);
        double[] values = new double[(int) new Shape(shape).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return manager.create(values, new Shape(shape)).toType(type, false);
    }
}
