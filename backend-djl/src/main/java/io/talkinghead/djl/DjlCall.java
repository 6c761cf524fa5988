package io.talkinghead.djl;

import static com.google.common.base.Preconditions.checkState;

import io.talkinghead.graph.NetworkSession;
import io.talkinghead.graph.NetworkShapes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/** Buffers for one run at a time of a network. */
final class DjlCall implements NetworkSession.Call {
    private final DjlNetwork session;
    private final NetworkShapes shapes;
    private final Map<String, FloatBuffer> inputs = new HashMap<>();
    private final Map<String, FloatBuffer> outputs = new HashMap<>();
    private volatile boolean closed;

    DjlCall(DjlNetwork session, NetworkShapes shapes) {
        this.session = session;
        this.shapes = shapes;
        shapes.inputs().forEach((name, shape) -> inputs.put(name, floats(shape)));
        shapes.outputs().forEach((name, shape) -> outputs.put(name, floats(shape)));
    }

    private static FloatBuffer floats(long... shape) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(Float.BYTES, NetworkShapes.elements(shape)))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Override
    public FloatBuffer buffer(String name) {
        FloatBuffer input = inputs.get(name);
        FloatBuffer buffer = input == null ? outputs.get(name) : input;
        if (buffer == null) {
            throw new IllegalArgumentException(
                    "no buffer " + name + " among " + inputs.keySet() + " and " + outputs.keySet());
        }
        return buffer;
    }

    @Override
    public void run() {
        checkState(!closed, "this pass is closed");
        session.run(inputs, shapes.inputs(), outputs);
    }

    @Override
    public void close() {
        closed = true;
    }
}
