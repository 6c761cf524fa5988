package io.talkinghead.djl.engine;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.talkinghead.engine.Device;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.NativeHeap;
import io.talkinghead.internal.run.Workers;
import java.util.concurrent.Callable;

/**
 * A thread with an owner of arrays: PyTorch keeps threads and memory for each thread that computes with it, as long as that lives, and
 * the threads of our callers may live for ever. An interrupt of the caller ends no piece of work: it shows after it.
 *
 * <p><b>Threading:</b> any thread, one at a time.
 */
public final class TorchThread implements AutoCloseable {
    private final Workers thread;
    private final NDManager manager;

    /** Starts one of this name on a device. */
    public TorchThread(String name, Device device) {
        thread = Workers.single(name);
        manager = TorchEngine.newManager(device);
    }

    /** Returns the owner of all that outlives a piece of work. */
    public NDManager manager() {
        return manager;
    }

    /** Makes what outlives a piece of work. */
    public <T> T setUp(Callable<T> work) {
        return Awaited.getUninterruptibly(thread.submit(work));
    }

    /** Frees what has outlived a piece of work. */
    public void tidy(Runnable work) {
        setUp(() -> {
            work.run();
            return this;
        });
    }

    /** Does a piece of work; arrays that it makes are freed behind it, unless they are taken out of the scope. */
    public <T> T call(Callable<T> work) {
        return setUp(() -> {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                return work.call();
            }
        });
    }

    /** Frees all arrays, ends the thread, and gives back what the C library has kept for it. */
    @Override
    public void close() {
        try {
            tidy(manager::close);
        } finally {
            thread.close();
            NativeHeap.giveBack();
        }
    }
}
