package io.talkinghead.onnx;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import com.google.common.base.Suppliers;
import com.google.common.collect.Maps;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.graph.network.CallBuffers;
import io.talkinghead.graph.network.NetworkSession;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.internal.run.DirectBuffers;
import io.talkinghead.internal.run.EngineFailure;
import io.talkinghead.internal.run.EngineGate;
import io.talkinghead.model.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Owns one engine session. A closed tensor or session that reaches the engine takes the JVM down, so every run holds a read
 * lock that closing must wait for, and a closed session refuses calls.
 *
 * <p><b>Threading:</b> any number of threads, each with its own {@link Call}.
 */
final class OnnxSession implements AutoCloseable {
    private final Company company;
    private final OrtSession alone;
    private final Supplier<OrtSession> inCompany;
    private final List<OrtSession> started = new CopyOnWriteArrayList<>();
    private final EngineGate gate = new EngineGate("the backend's session");
    private final Set<Call> calls = new HashSet<>();
    private final Set<Held> held = new HashSet<>();

    /**
     * Takes a network whose runs are all alike.
     *
     * @param company of all runs that share the processors
     */
    OnnxSession(Company company, OrtSession session) {
        this.company = company;
        alone = session;
        started.add(session);
        inCompany = () -> session;
    }

    /**
     * Takes a network.
     *
     * @param company of all runs that share the processors
     * @param alone what is run when there is no other
     * @param beside starts what is run when there are others; called then
     */
    OnnxSession(Company company, OrtSession alone, Supplier<OrtSession> beside) {
        this.company = company;
        this.alone = alone;
        started.add(alone);
        inCompany = Suppliers.memoize(() -> {
            OrtSession session = beside.get();
            started.add(session);
            return session;
        });
    }

    /**
     * Starts a session of the engine.
     *
     * @param what the network's name, for errors
     * @param model serialised ONNX
     * @param weights the external initialisers, all of them
     */
    static OrtSession start(String what, byte[] model, Map<String, Tensor> weights, EngineOptions options) {
        OrtEnvironment environment = OnnxEngine.environment();
        Map<String, OnnxTensorLike> external = new HashMap<>();
        try (SessionOptions session = sessionOptions(options)) {
            for (Map.Entry<String, Tensor> weight : weights.entrySet()) {
                external.put(weight.getKey(), tensor(environment, weight.getValue()));
            }
            if (!external.isEmpty()) {
                session.addExternalInitializers(external);
            }
            return environment.createSession(model, session);
        } catch (OrtException e) {
            throw failed("cannot load the " + what, e);
        } finally {
            // The session has its own copies.
            external.values().forEach(OnnxTensorLike::close);
        }
    }

    /** Started by the first session. */
    private static OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment();
    }

    private static SessionOptions sessionOptions(EngineOptions options) throws OrtException {
        SessionOptions session = new SessionOptions();
        session.setIntraOpNumThreads(options.threads());
        session.setInterOpNumThreads(1);
        // A head runs three networks in turn; their idle threads, spinning, would take the cores from the one at work.
        session.addConfigEntry("session.intra_op.allow_spinning", "0");
        session.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
        Device device = OnnxEngine.deviceOf(options.device());
        if (device.kind() == Device.Kind.CUDA) {
            session.addCUDA(device.index());
            // Memory patterns grow without bound when runs come from changing threads.
            session.setMemoryPatternOptimization(false);
        }
        return session;
    }

    private static OnnxTensor tensor(OrtEnvironment environment, Tensor weight) throws OrtException {
        FloatBuffer values = floats(weight.elements());
        values.put(weight.toFloats()).rewind();
        return OnnxTensor.createTensor(environment, values, shape(weight));
    }

    private static long[] shape(Tensor weight) {
        return weight.shape().stream().mapToLong(Integer::longValue).toArray();
    }

    private static FloatBuffer floats(long count) {
        return DirectBuffers.allocate(Math.toIntExact(Math.multiplyExact(4L, count)))
                .asFloatBuffer();
    }

    private static TalkingHeadException failed(String what, OrtException cause) {
        return EngineFailure.of("ONNX Runtime " + what, "close other heads, or use a smaller model", cause);
    }

    /** Copies values of an input once, for all calls to read. */
    Held hold(String input, float[] values, long... shape) {
        checkArgument(
                values.length == NetworkShapes.elements(shape),
                "%s takes %s values",
                input,
                NetworkShapes.elements(shape));
        return gate.use(() -> {
            FloatBuffer buffer = floats(values.length).put(0, values);
            try {
                Held taken = new Held(input, OnnxTensor.createTensor(environment(), buffer, shape));
                synchronized (held) {
                    held.add(taken);
                }
                return taken;
            } catch (OrtException e) {
                throw failed("cannot hold an input", e);
            }
        });
    }

    /** Allocates buffers for one run at a time; not for inputs that are held. */
    Call newCall(NetworkShapes shapes) {
        return gate.use(() -> {
            Call call = new Call();
            call.allocate(
                    Maps.filterKeys(shapes.inputs(), name -> !shapes.held().contains(name)), shapes.outputs());
            synchronized (calls) {
                calls.add(call);
            }
            return call;
        });
    }

    @Override
    public void close() {
        gate.close(() -> {
            releaseCalls();
            // No run is left that could start another.
            started.forEach(OnnxSession::close);
        });
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw failed("could not close a session", e);
        }
    }

    /** Passes may be closed by their own threads at the same time, so the set is emptied under its lock. */
    private void releaseCalls() {
        List<Call> open;
        synchronized (calls) {
            open = List.copyOf(calls);
            calls.clear();
        }
        open.forEach(Call::release);
        List<Held> left;
        synchronized (held) {
            left = List.copyOf(held);
            held.clear();
        }
        left.forEach(Held::release);
    }

    /** Values of an input that all calls read. A closed tensor must not reach the engine: calls look whether it is. */
    final class Held implements NetworkSession.Held {
        private final String input;
        private final OnnxTensor tensor;

        private Held(String input, OnnxTensor tensor) {
            this.input = input;
            this.tensor = tensor;
        }

        private void release() {
            tensor.close();
        }

        @Override
        public void close() {
            synchronized (held) {
                if (!held.remove(this)) {
                    return;
                }
            }
            release();
        }
    }

    /** Direct buffers in and out that the engine reads and writes in place, reused from run to run. */
    final class Call implements NetworkSession.Call {
        private final Map<String, OnnxTensor> inputs = new HashMap<>();
        private final Map<String, OnnxTensor> outputs = new HashMap<>();
        private final Set<OnnxTensor> own = new HashSet<>();
        private final List<Held> taken = new ArrayList<>();
        private final CallBuffers buffers = new CallBuffers();
        /** Made once, so that a run allocates nothing for it. */
        private final Supplier<Call> work = this::runOpen;

        private boolean released;

        private Call() {}

        private void allocate(Map<String, long[]> inputShapes, Map<String, long[]> outputShapes) {
            try {
                for (Map.Entry<String, long[]> input : inputShapes.entrySet()) {
                    inputs.put(input.getKey(), pinned(input.getKey(), input.getValue()));
                }
                for (Map.Entry<String, long[]> output : outputShapes.entrySet()) {
                    outputs.put(output.getKey(), pinned(output.getKey(), output.getValue()));
                }
            } catch (OrtException e) {
                release();
                throw failed("cannot allocate buffers", e);
            }
        }

        private OnnxTensor pinned(String name, long[] shape) throws OrtException {
            OnnxTensor tensor = OnnxTensor.createTensor(environment(), buffers.allocate(name, shape), shape);
            own.add(tensor);
            return tensor;
        }

        @Override
        public synchronized void take(NetworkSession.Held values) {
            Held added = (Held) values;
            taken.removeIf(before -> before.input.equals(added.input));
            taken.add(added);
            inputs.put(added.input, added.tensor);
        }

        @Override
        public FloatBuffer buffer(String name) {
            return buffers.get(name);
        }

        @Override
        public void run() {
            gate.use(work);
        }

        private synchronized Call runOpen() {
            checkState(!released, "this pass is closed");
            // By index: an iterator would be the one thing that a run of ours allocates.
            for (int i = 0; i < taken.size(); i++) {
                checkState(!taken.get(i).tensor.isClosed(), "an input of this pass is closed");
            }
            boolean others = company.enter();
            try {
                (others ? inCompany.get() : alone).run(inputs, outputs).close();
            } catch (OrtException e) {
                throw failed("failed in a run", e);
            } finally {
                company.leave();
            }
            return this;
        }

        private synchronized void release() {
            if (!released) {
                released = true;
                own.forEach(OnnxTensor::close);
            }
        }

        @Override
        public void close() {
            synchronized (calls) {
                calls.remove(this);
            }
            release();
        }
    }
}
