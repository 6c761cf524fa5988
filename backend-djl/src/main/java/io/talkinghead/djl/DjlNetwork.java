package io.talkinghead.djl;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.engine.TorchEngine;
import io.talkinghead.djl.program.GraphProgram;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.graph.network.CallBuffers;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.network.NetworkSession;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.internal.run.EngineFailure;
import io.talkinghead.internal.run.EngineGate;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * A network for inference: its graph, its weights, and the guard around both.
 *
 * <p><b>Threading:</b> any number of threads.
 */
final class DjlNetwork implements NetworkSession {
    private final NetworkShapes shapes;
    private final NDManager manager;
    private final GraphProgram program;
    private final Map<String, NDArray> weights = new HashMap<>();
    private final EngineGate gate = new EngineGate("the backend's network");

    private DjlNetwork(NetworkShapes shapes, NDManager manager, GraphProgram program) {
        this.shapes = shapes;
        this.manager = manager;
        this.program = program;
    }

    static DjlNetwork open(Network network, EngineOptions options) {
        NDManager manager = TorchEngine.newManager(TorchEngine.deviceOf(options.device()));
        try {
            GraphProgram program = GraphProgram.load(network.model(), manager, DataType.FLOAT32);
            DjlNetwork session = new DjlNetwork(network.shapes(), manager, program);
            network.weights().forEach((name, tensor) -> session.weights.put(name, TorchArrays.of(manager, tensor)));
            return session;
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }

    /** Runs the network from and into buffers of these shapes. */
    void run(NetworkShapes shapes, CallBuffers buffers) {
        gate.use(() -> Gradients.off(() -> {
            compute(shapes, buffers);
            return this;
        }));
    }

    private void compute(NetworkShapes shapes, CallBuffers buffers) {
        try (NDManager call = manager.newSubManager();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Map<String, NDArray> given = new HashMap<>(weights);
            shapes.inputs().forEach((name, shape) -> given.put(name, array(call, buffers.get(name), shape)));
            Map<String, NDArray> results = program.run(given, shapes.outputs().keySet());
            results.forEach((name, result) -> buffers.get(name).put(0, result.toFloatArray()));
        } catch (EngineException e) {
            throw EngineFailure.of("PyTorch failed in a run", "close other heads, or use a smaller model", e);
        }
    }

    private static NDArray array(NDManager manager, FloatBuffer values, long... shape) {
        float[] copy = new float[values.capacity()];
        values.get(0, copy);
        return TorchArrays.of(manager, copy, new Shape(shape));
    }

    @Override
    public Call newCall() {
        return gate.use(() -> new DjlCall(this, shapes));
    }

    @Override
    public void close() {
        gate.close(manager::close);
    }
}
