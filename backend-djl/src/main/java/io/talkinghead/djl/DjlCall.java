package io.talkinghead.djl;

import static com.google.common.base.Preconditions.checkState;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Buffers for one run at a time of a network.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class DjlCall implements AutoCloseable {
    private final DjlNetwork network;
    private final Map<String, long[]> inputShapes;
    private final Map<String, FloatBuffer> inputs = new HashMap<>();
    private final Map<String, FloatBuffer> outputs = new HashMap<>();
    private volatile boolean closed;

    DjlCall(DjlNetwork network, Map<String, long[]> inputShapes, Map<String, long[]> outputShapes) {
        network.checkOpen();
        this.network = network;
        this.inputShapes = inputShapes;
        inputShapes.forEach((name, shape) -> inputs.put(name, floats(shape)));
        outputShapes.forEach((name, shape) -> outputs.put(name, floats(shape)));
    }

    private static FloatBuffer floats(long... shape) {
        long count = 4;
        for (long side : shape) {
            count = Math.multiplyExact(count, side);
        }
        return ByteBuffer.allocateDirect(Math.toIntExact(count))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    FloatBuffer input(String name) {
        return buffer(inputs, name);
    }

    FloatBuffer output(String name) {
        return buffer(outputs, name);
    }

    private static FloatBuffer buffer(Map<String, FloatBuffer> buffers, String name) {
        FloatBuffer buffer = buffers.get(name);
        if (buffer == null) {
            throw new IllegalArgumentException("no buffer " + name + " among " + buffers.keySet());
        }
        return buffer;
    }

    void run() {
        checkState(!closed, "this pass is closed");
        network.run(inputs, inputShapes, outputs);
    }

    @Override
    public void close() {
        closed = true;
    }
}
