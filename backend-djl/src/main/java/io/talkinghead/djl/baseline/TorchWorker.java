package io.talkinghead.djl.baseline;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import io.talkinghead.djl.engine.TorchThread;
import io.talkinghead.engine.Device;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.run.EngineFailure;
import io.talkinghead.internal.run.EngineGate;
import java.util.concurrent.Callable;

/**
 * A thread for a method, which refuses after it was closed, and tells what goes wrong in the engine.
 *
 * <p><b>Threading:</b> any thread, one at a time.
 */
final class TorchWorker implements AutoCloseable {
    private final EngineGate gate;
    private final TorchThread thread;

    private TorchWorker(String what, Device device) {
        gate = new EngineGate(what);
        thread = new TorchThread("talkinghead-baseline", device);
    }

    /** Opens one on a device; {@code what} names it in refusals. */
    static TorchWorker open(String what, Device device) {
        return new TorchWorker(what, device);
    }

    /** Returns the owner of all that outlives a piece of work. */
    NDManager manager() {
        return thread.manager();
    }

    /**
     * Makes what outlives a piece of work.
     *
     * @throws TalkingHeadException {@link ErrorCode#BACKEND_FAILED} when the engine fails
     * @throws IllegalStateException when this is closed
     */
    <T> T setUp(Callable<T> work) {
        return gate.use(() -> thread.setUp(() -> told(work)));
    }

    /**
     * Frees what has outlived a piece of work.
     *
     * @throws TalkingHeadException {@link ErrorCode#BACKEND_FAILED} when the engine fails
     * @throws IllegalStateException when this is closed
     */
    void tidy(Runnable work) {
        setUp(() -> {
            work.run();
            return this;
        });
    }

    /**
     * Does a piece of work; arrays that it makes are freed behind it, unless they are taken out of the scope.
     *
     * @throws TalkingHeadException {@link ErrorCode#BACKEND_FAILED} when the engine fails
     * @throws IllegalStateException when this is closed
     */
    <T> T call(Callable<T> work) {
        return gate.use(() -> thread.call(() -> told(work)));
    }

    private static <T> T told(Callable<T> work) throws Exception {
        try {
            return work.call();
        } catch (EngineException e) {
            throw EngineFailure.of("PyTorch failed", "take the smaller size", e);
        }
    }

    @Override
    public void close() {
        gate.close(thread::close);
    }
}
