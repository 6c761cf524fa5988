package io.talkinghead.kserve;

import static com.google.common.base.Preconditions.checkState;

import io.talkinghead.graph.network.CallBuffers;
import io.talkinghead.graph.network.NetworkSession;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.graph.served.ServedName;
import io.talkinghead.internal.run.EngineGate;
import java.nio.FloatBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A network on the server. What is held stays on this side, and goes with each run: servers keep nothing between runs.
 *
 * <p><b>Threading:</b> any number of threads, each with its own call.
 */
final class ServedNetwork implements NetworkSession {
    private final ModelServer server;
    private final ServedName name;
    private final NetworkShapes shapes;
    private final InferRequest request;
    private final long answerBytes;
    private final EngineGate gate = new EngineGate("the backend's network");

    ServedNetwork(ModelServer server, ServedName name, NetworkShapes shapes) {
        this.server = server;
        this.name = name;
        this.shapes = shapes;
        request = new InferRequest(shapes);
        answerBytes = shapes.outputs().values().stream()
                .mapToLong(shape -> (long) Float.BYTES * NetworkShapes.elements(shape))
                .sum();
    }

    @Override
    public Call newCall() {
        gate.check();
        return new ServedCall();
    }

    @Override
    public void close() {
        gate.close(() -> {});
    }

    private final class ServedCall implements Call {
        private final CallBuffers buffers = new CallBuffers();
        private final Supplier<ServedCall> work = this::runOpen;
        /** Null until the first run, and after one that failed: what was given up may still be reading it. */
        private byte @Nullable [] body;

        private boolean released;

        ServedCall() {
            shapes.inputs().forEach(buffers::allocate);
            shapes.outputs().forEach(buffers::allocate);
        }

        @Override
        public FloatBuffer buffer(String tensor) {
            return buffers.get(tensor);
        }

        @Override
        public void run() {
            gate.use(work);
        }

        private synchronized ServedCall runOpen() {
            checkState(!released, "this pass is closed");
            byte[] filled = body == null ? request.newBody() : body;
            body = null;
            request.fill(filled, buffers);
            InferAnswer answer = server.infer(name, request.headerLength(), filled, answerBytes);
            for (String output : shapes.outputs().keySet()) {
                answer.copy(output, buffers.get(output));
            }
            body = filled;
            return this;
        }

        @Override
        public synchronized void close() {
            released = true;
        }
    }
}
