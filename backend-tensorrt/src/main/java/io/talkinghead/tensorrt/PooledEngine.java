package io.talkinghead.tensorrt;

import io.talkinghead.graph.network.NetworkShapes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * An engine and its few {@link EngineSlot}s, which all heads and threads with the same weights share. Engine and contexts cannot
 * be freed and stay for whoever comes next; memory, streams and recorded graphs go when nobody uses the engine.
 *
 * <p><b>Threading:</b> {@link #run} from any number of threads, of which a few work at once and the others wait.
 */
final class PooledEngine {
    /** Runs queue up in the GPU anyway; more places cost memory only. */
    static final int MAX_SLOTS = 4;

    private final Gpu gpu;
    private final Gpu.Engine engine;
    private final String key;
    private final Semaphore free = new Semaphore(MAX_SLOTS);
    private final Deque<EngineSlot> idle = new ArrayDeque<>();
    private final Deque<Gpu.Context> contexts = new ArrayDeque<>();
    private @Nullable String weightsHash;
    private boolean checked;
    private int users;

    PooledEngine(Gpu gpu, Gpu.Engine engine, String key, String weightsHash) {
        this.gpu = gpu;
        this.engine = engine;
        this.key = key;
        this.weightsHash = weightsHash;
    }

    String key() {
        return key;
    }

    /** Returns which weights it has; null after a refit that failed. */
    synchronized @Nullable String weightsHash() {
        return weightsHash;
    }

    /** Tells whether what it computes with its weights was compared with another engine's. */
    synchronized boolean checked() {
        return checked;
    }

    synchronized void markChecked() {
        checked = true;
    }

    /** Says that nothing is known of its weights, so that nobody shares them. */
    synchronized void distrust() {
        weightsHash = null;
        checked = false;
    }

    synchronized boolean isIdle() {
        return users == 0;
    }

    synchronized void addUser() {
        users++;
    }

    /** Lets go; the last user's leaving frees what can be freed. */
    synchronized void removeUser() {
        users--;
        if (users == 0) {
            OwnedHandles slots = new OwnedHandles();
            idle.forEach(slot -> {
                contexts.push(slot.context());
                slots.own(slot);
            });
            idle.clear();
            // As one of them, so that its failure keeps none of the others.
            slots.own(gpu::makeCurrent);
            slots.close();
        }
    }

    /** Gives it other weights; nobody may be using it. */
    synchronized void refit(byte[] onnx, String newWeights) {
        distrust();
        gpu.makeCurrent();
        engine.refit(onnx);
        weightsHash = newWeights;
    }

    /** Runs it from buffers to buffers, both in the order of the shapes. */
    void run(NetworkShapes shapes, List<HostInput> inputs, List<Gpu.HostMemory> outputs) {
        free.acquireUninterruptibly();
        try {
            gpu.makeCurrent();
            EngineSlot slot = take(shapes);
            boolean well = false;
            try {
                slot.run(inputs, outputs);
                well = true;
            } finally {
                giveBack(slot, well);
            }
        } finally {
            free.release();
        }
    }

    private synchronized EngineSlot take(NetworkShapes shapes) {
        EngineSlot waiting = idle.poll();
        if (waiting != null) {
            return waiting;
        }
        Gpu.Context known = contexts.poll();
        Gpu.Context context = known == null ? engine.newContext() : known;
        try {
            return EngineSlot.open(gpu, context, engine.workBytes(), shapes);
        } catch (RuntimeException | Error e) {
            contexts.push(context);
            throw e;
        }
    }

    private synchronized void giveBack(EngineSlot slot, boolean well) {
        if (well) {
            idle.push(slot);
            return;
        }
        // Whatever state it is in, the next run starts afresh.
        contexts.push(slot.context());
        slot.close();
    }
}
