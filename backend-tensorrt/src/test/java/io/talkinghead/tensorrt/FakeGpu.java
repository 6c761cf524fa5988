package io.talkinghead.tensorrt;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A GPU that is none: it computes with ONNX Runtime what TensorRT would, on memory of its own, counts what is held, fails when told
 * to, and writes down every misuse that would take a JVM down or give wrong pictures on a real one.
 */
final class FakeGpu implements Gpu, AutoCloseable {
    private static final byte[] MAGIC = "FAKE".getBytes(StandardCharsets.US_ASCII);

    final List<String> violations = Collections.synchronizedList(new ArrayList<>());
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger held = new AtomicInteger();
    final AtomicInteger engines = new AtomicInteger();
    final AtomicInteger contexts = new AtomicInteger();
    final AtomicInteger builds = new AtomicInteger();
    final AtomicInteger refits = new AtomicInteger();
    /** The call of this number fails, counted from 0; then it goes on. */
    volatile int failAt = -1;

    volatile ErrorCode failure = ErrorCode.BACKEND_FAILED;
    /** Calls of this name fail until told otherwise. */
    volatile String failing = "";
    /** A refit says it did it and leaves the weights as they were. */
    volatile boolean refitsWrongly;

    String version = "11.2.1";
    GpuFacts facts = new GpuFacts("Pretended GPU", 9, 0, 80L << 30);

    private final AtomicInteger counted = new AtomicInteger();
    private final Set<Thread> current = ConcurrentHashMap.newKeySet();
    /** One for each model: making them is what takes time. */
    private final Map<HashCode, OrtSession> sessions = new ConcurrentHashMap<>();

    int counted() {
        return counted.get();
    }

    void restart() {
        counted.set(0);
        calls.clear();
    }

    private void call(String name) {
        if (!current.contains(Thread.currentThread())) {
            violations.add(name + " by a thread that has not chosen the GPU");
        }
        calls.add(name);
        if (counted.getAndIncrement() == failAt || name.equals(failing)) {
            throw new TalkingHeadException(failure, "made to fail in " + name);
        }
    }

    @Override
    public GpuFacts facts() {
        return facts;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public void makeCurrent() {
        current.add(Thread.currentThread());
        call("makeCurrent");
    }

    @Override
    public Build build(byte[] onnx, boolean refittable, byte[] timings, Consumer<String> progress) {
        makeCurrent();
        call("build");
        builds.incrementAndGet();
        progress.accept("measured " + timings.length);
        byte[] plan = Arrays.copyOf(MAGIC, MAGIC.length + 1 + onnx.length);
        plan[MAGIC.length] = (byte) (refittable ? 1 : 0);
        System.arraycopy(onnx, 0, plan, MAGIC.length + 1, onnx.length);
        return new Build(plan, Arrays.copyOf(timings, timings.length + 1));
    }

    @Override
    public @Nullable Engine load(byte[] plan) {
        makeCurrent();
        call("load");
        if (plan.length < MAGIC.length || !Arrays.equals(Arrays.copyOf(plan, MAGIC.length), MAGIC)) {
            return null;
        }
        engines.incrementAndGet();
        byte[] onnx = Arrays.copyOfRange(plan, MAGIC.length + 1, plan.length);
        return new FakeEngine(session(onnx), plan[MAGIC.length] == 1);
    }

    private OrtSession session(byte[] onnx) {
        return sessions.computeIfAbsent(Hashing.sha256().hashBytes(onnx), hash -> {
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(1);
                return OrtEnvironment.getEnvironment().createSession(onnx, options);
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Override
    public Memory allocate(long bytes) {
        call("allocate");
        return new FakeMemory(bytes);
    }

    @Override
    public HostMemory pin(ByteBuffer buffer, long bytes) {
        call("pin");
        if (!buffer.isDirect() || buffer.alignmentOffset(0, 4096) != 0 || buffer.capacity() % 4096 != 0) {
            violations.add("pinned memory that is not whole pages");
        }
        return new FakeHostMemory(buffer.slice(0, (int) bytes).order(ByteOrder.nativeOrder()));
    }

    @Override
    public Stream newStream() {
        call("newStream");
        return new FakeStream();
    }

    @Override
    public void close() {
        sessions.values().forEach(session -> {
            try {
                session.close();
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        });
        sessions.clear();
    }

    /** Something that is held until closed, once. */
    private class Held implements AutoCloseable {
        private final String name;
        private boolean closed;

        Held(String name) {
            this.name = name;
            held.incrementAndGet();
        }

        void use() {
            if (closed) {
                violations.add("use of a closed " + name);
            }
        }

        @Override
        public void close() {
            if (closed) {
                violations.add(name + " closed twice");
                return;
            }
            closed = true;
            held.decrementAndGet();
            call("free " + name);
        }
    }

    private final class FakeMemory extends Held implements Memory {
        final ByteBuffer bytes;

        FakeMemory(long size) {
            super("memory");
            bytes = ByteBuffer.allocateDirect((int) size).order(ByteOrder.nativeOrder());
        }
    }

    private final class FakeHostMemory extends Held implements HostMemory {
        final ByteBuffer bytes;

        FakeHostMemory(ByteBuffer bytes) {
            super("pin");
            this.bytes = bytes;
        }
    }

    private final class FakeEngine implements Engine {
        private final boolean refittable;
        private volatile OrtSession session;
        private final AtomicInteger generation = new AtomicInteger();
        private final AtomicInteger running = new AtomicInteger();

        FakeEngine(OrtSession session, boolean refittable) {
            this.session = session;
            this.refittable = refittable;
        }

        @Override
        public void refit(byte[] onnx) {
            call("refit");
            if (!refittable || running.get() > 0) {
                violations.add("refit of an engine that is running or not made for it");
            }
            refits.incrementAndGet();
            generation.incrementAndGet();
            if (!refitsWrongly) {
                session = session(onnx);
            }
        }

        @Override
        public long workBytes() {
            return 1024;
        }

        @Override
        public Context newContext() {
            call("newContext");
            contexts.incrementAndGet();
            return new FakeContext(this);
        }
    }

    private final class FakeContext implements Context {
        private final FakeEngine engine;
        private final Map<String, FakeMemory> bound = new HashMap<>();
        private @Nullable FakeMemory work;

        FakeContext(FakeEngine engine) {
            this.engine = engine;
        }

        @Override
        public void bind(String tensor, Memory memory) {
            call("bind");
            bound.put(tensor, (FakeMemory) memory);
        }

        @Override
        public void workIn(Memory memory) {
            call("workIn");
            work = (FakeMemory) memory;
        }

        @Override
        public void enqueue(Stream stream) {
            call("enqueue");
            int generation = engine.generation.get();
            ((FakeStream) stream).add(() -> {
                if (generation != engine.generation.get()) {
                    violations.add("a run recorded before a refit");
                }
                compute();
            });
        }

        private void compute() {
            requireNonNull(work).use();
            engine.running.incrementAndGet();
            Map<String, OnnxTensor> inputs = new HashMap<>();
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            try {
                for (var input : engine.session.getInputInfo().entrySet()) {
                    long[] shape = ((ai.onnxruntime.TensorInfo) input.getValue().getInfo()).getShape();
                    FakeMemory memory = requireNonNull(bound.get(input.getKey()));
                    memory.use();
                    inputs.put(
                            input.getKey(), OnnxTensor.createTensor(environment, memory.bytes.asFloatBuffer(), shape));
                }
                try (OrtSession.Result result = engine.session.run(inputs)) {
                    result.forEach(output -> {
                        FakeMemory memory = requireNonNull(bound.get(output.getKey()));
                        memory.use();
                        FloatBuffer values = ((OnnxTensor) output.getValue()).getFloatBuffer();
                        memory.bytes.asFloatBuffer().put(0, values, 0, values.remaining());
                    });
                }
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            } finally {
                inputs.values().forEach(OnnxTensor::close);
                engine.running.decrementAndGet();
            }
        }
    }

    private final class FakeStream extends Held implements Stream {
        private List<Runnable> queue = new ArrayList<>();
        private @Nullable List<Runnable> recorded;

        FakeStream() {
            super("stream");
        }

        void add(Runnable work) {
            use();
            (recorded == null ? queue : recorded).add(work);
        }

        @Override
        public void upload(HostMemory from, Memory to) {
            call("upload");
            add(() -> copy((FakeHostMemory) from, ((FakeHostMemory) from).bytes, (FakeMemory) to, true));
        }

        @Override
        public void download(Memory from, HostMemory to) {
            call("download");
            add(() -> copy((FakeHostMemory) to, ((FakeHostMemory) to).bytes, (FakeMemory) from, false));
        }

        private void copy(FakeHostMemory host, ByteBuffer bytes, FakeMemory device, boolean up) {
            host.use();
            device.use();
            ByteBuffer from = up ? bytes : device.bytes;
            (up ? device.bytes : bytes).put(0, from, 0, from.capacity());
        }

        @Override
        public void await() {
            call("await");
            use();
            List<Runnable> work = queue;
            queue = new ArrayList<>();
            work.forEach(Runnable::run);
        }

        @Override
        public void beginCapture() {
            call("beginCapture");
            recorded = new ArrayList<>();
        }

        @Override
        public Graph endCapture() {
            List<Runnable> work = requireNonNull(recorded);
            recorded = null;
            call("endCapture");
            return new FakeGraph(work);
        }

        @Override
        public void close() {
            if (!queue.isEmpty() && failAt < 0 && failing.isEmpty()) {
                violations.add("a stream ended with work in it");
            }
            super.close();
        }
    }

    private final class FakeGraph extends Held implements Graph {
        private final List<Runnable> work;

        FakeGraph(List<Runnable> work) {
            super("graph");
            this.work = work;
        }

        @Override
        public void launch(Stream stream) {
            call("launch");
            use();
            work.forEach(((FakeStream) stream)::add);
        }
    }
}
