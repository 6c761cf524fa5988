package io.talkinghead.djl.baseline;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.talkinghead.djl.engine.TorchEngine;
import io.talkinghead.engine.Device;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.EngineGate;
import io.talkinghead.internal.run.NativeHeap;
import io.talkinghead.internal.run.Workers;
import java.util.concurrent.Callable;

/**
 * A thread with an owner of arrays: PyTorch keeps memory for each thread that computes with it as long as that lives. An interrupt of
 * the caller ends no piece of work: it shows after it.
 *
 * <p><b>Threading:</b> any thread, one at a time.
 */
final class TorchWorker implements AutoCloseable {
    private final EngineGate gate;
    private final Workers thread;
    private final NDManager manager;

    private TorchWorker(String what, Device device) {
        gate = new EngineGate(what);
        thread = Workers.single("talkinghead-baseline");
        manager = TorchEngine.newManager(device);
    }

    /** Opens one on a device; {@code what} names it in refusals. */
    static TorchWorker open(String what, Device device) {
        return new TorchWorker(what, device);
    }

    /** Returns the owner of all that outlives a piece of work. */
    NDManager manager() {
        return manager;
    }

    /**
     * Makes what outlives a piece of work.
     *
     * @throws TalkingHeadException {@link ErrorCode#BACKEND_FAILED} when the engine fails
     * @throws IllegalStateException when this is closed
     */
    <T> T setUp(Callable<T> work) {
        return gate.use(() -> Awaited.getUninterruptibly(thread.submit(() -> told(work))));
    }

    /**
     * Does a piece of work; arrays that it makes are freed behind it, unless they are taken out of the scope.
     *
     * @throws TalkingHeadException {@link ErrorCode#BACKEND_FAILED} when the engine fails
     * @throws IllegalStateException when this is closed
     */
    <T> T call(Callable<T> work) {
        return gate.use(() -> Awaited.getUninterruptibly(thread.submit(() -> told(() -> scoped(work)))));
    }

    private static <T> T scoped(Callable<T> work) throws Exception {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return work.call();
        }
    }

    private static <T> T told(Callable<T> work) throws Exception {
        try {
            return work.call();
        } catch (EngineException e) {
            throw new TalkingHeadException(
                    ErrorCode.BACKEND_FAILED,
                    "PyTorch failed: " + e.getMessage() + "; with too little memory, take the smaller size",
                    e);
        }
    }

    @Override
    public void close() {
        gate.close(() -> {
            thread.close();
            manager.close();
            NativeHeap.giveBack();
        });
    }
}
