package io.talkinghead.tensorrt;

import static com.google.common.base.Preconditions.checkState;

import io.talkinghead.graph.network.CallBuffers;
import io.talkinghead.graph.network.NetworkSession;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.internal.run.DirectBuffers;
import io.talkinghead.internal.run.EngineGate;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** One head's hold on an engine. */
final class TensorRtSession implements NetworkSession {
    /** Memory is locked by pages, and no page twice. */
    private static final int PAGE_BYTES = 4096;

    private final Gpu gpu;
    private final EnginePool.Lease lease;
    private final NetworkShapes shapes;
    private final EngineGate gate = new EngineGate("the backend's network");
    private final Set<PinnedCall> calls = new HashSet<>();

    TensorRtSession(Gpu gpu, EnginePool.Lease lease, NetworkShapes shapes) {
        this.gpu = gpu;
        this.lease = lease;
        this.shapes = shapes;
    }

    PooledEngine engine() {
        return lease.engine();
    }

    @Override
    public Call newCall() {
        return gate.use(() -> {
            gpu.makeCurrent();
            PinnedCall call = new PinnedCall();
            synchronized (calls) {
                calls.add(call);
            }
            return call;
        });
    }

    /** First the buffers, then the engine's contexts and memory. */
    @Override
    public void close() {
        gate.close(() -> {
            try (OwnedHandles handles = new OwnedHandles()) {
                handles.own(lease);
                synchronized (calls) {
                    calls.forEach(call -> handles.own(call::release));
                    calls.clear();
                }
            }
        });
    }

    /**
     * Buffers of the Java heap's own making, locked while they are in use: a caller may still hold them when all is closed, and
     * must then find memory there.
     */
    private final class PinnedCall implements Call {
        private final CallBuffers buffers = new CallBuffers();
        private final List<HostInput> inputs = new ArrayList<>();
        private final List<Gpu.HostMemory> outputs = new ArrayList<>();
        private final OwnedHandles handles = new OwnedHandles();
        /** Made once, so that a run allocates nothing for it. */
        private final Supplier<Call> work = this::runOpen;

        private boolean closed;

        private PinnedCall() {
            try {
                shapes.inputs().forEach((name, shape) -> inputs.add(new HostInput(name, pinned(name, shape))));
                shapes.outputs().forEach((name, shape) -> outputs.add(pinned(name, shape)));
            } catch (RuntimeException | Error e) {
                release();
                throw e;
            }
        }

        private Gpu.HostMemory pinned(String name, long... shape) {
            int bytes = Math.multiplyExact(Float.BYTES, NetworkShapes.elements(shape));
            int pages = Math.addExact(bytes, PAGE_BYTES - 1) / PAGE_BYTES;
            ByteBuffer whole = DirectBuffers.allocate(Math.addExact(pages * PAGE_BYTES, PAGE_BYTES))
                    .alignedSlice(PAGE_BYTES)
                    .slice(0, pages * PAGE_BYTES)
                    .order(ByteOrder.nativeOrder());
            Gpu.HostMemory memory = handles.own(gpu.pin(whole, bytes));
            buffers.add(
                    name, whole.slice(0, bytes).order(ByteOrder.nativeOrder()).asFloatBuffer());
            return memory;
        }

        @Override
        public FloatBuffer buffer(String name) {
            return buffers.get(name);
        }

        /** Copies the values here; the GPU gets them with the next run, and again only after it had others. */
        @Override
        public void take(Held held) {
            Call.super.take(held);
            String name = ((Held.Copied) held).input();
            inputs.stream().filter(input -> input.name().equals(name)).forEach(input -> input.hold(held));
        }

        @Override
        public void run() {
            gate.use(work);
        }

        private synchronized Call runOpen() {
            checkState(!closed, "this pass is closed");
            lease.engine().run(shapes, inputs, outputs);
            return this;
        }

        private synchronized void release() {
            if (!closed) {
                closed = true;
                // As one of them, so that its failure keeps none of the others.
                handles.own(gpu::makeCurrent);
                handles.close();
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
