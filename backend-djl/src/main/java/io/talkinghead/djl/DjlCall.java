package io.talkinghead.djl;

import static com.google.common.base.Preconditions.checkState;

import io.talkinghead.graph.network.CallBuffers;
import io.talkinghead.graph.network.NetworkSession;
import io.talkinghead.graph.network.NetworkShapes;
import java.nio.FloatBuffer;

/** Buffers for one run at a time of a network. */
final class DjlCall implements NetworkSession.Call {
    private final DjlNetwork session;
    private final NetworkShapes shapes;
    private final CallBuffers buffers = new CallBuffers();
    private volatile boolean closed;

    DjlCall(DjlNetwork session, NetworkShapes shapes) {
        this.session = session;
        this.shapes = shapes;
        shapes.inputs().forEach(buffers::allocate);
        shapes.outputs().forEach(buffers::allocate);
    }

    @Override
    public FloatBuffer buffer(String name) {
        return buffers.get(name);
    }

    @Override
    public void run() {
        checkState(!closed, "this pass is closed");
        session.run(shapes, buffers);
    }

    @Override
    public void close() {
        closed = true;
    }
}
