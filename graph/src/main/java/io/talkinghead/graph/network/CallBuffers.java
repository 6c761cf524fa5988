package io.talkinghead.graph.network;

import io.talkinghead.internal.run.DirectBuffers;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * The direct buffers of one call by name.
 *
 * <p><b>Threading:</b> one thread at a time while buffers are added, then any number.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CallBuffers {
    private final Map<String, FloatBuffer> buffers = new HashMap<>();

    /** Starts without any. */
    public CallBuffers() {}

    /** Makes and adds a buffer for an array of this shape. */
    public FloatBuffer allocate(String name, long... shape) {
        FloatBuffer buffer = DirectBuffers.allocate(Math.multiplyExact(Float.BYTES, NetworkShapes.elements(shape)))
                .asFloatBuffer();
        add(name, buffer);
        return buffer;
    }

    /** Adds a buffer that was made elsewhere. */
    public void add(String name, FloatBuffer buffer) {
        buffers.put(name, buffer);
    }

    /**
     * Returns a buffer.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public FloatBuffer get(String name) {
        FloatBuffer buffer = buffers.get(name);
        if (buffer == null) {
            throw new IllegalArgumentException("no buffer " + name + " among " + buffers.keySet());
        }
        return buffer;
    }
}
