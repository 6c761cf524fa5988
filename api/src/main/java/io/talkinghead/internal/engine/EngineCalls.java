package io.talkinghead.internal.engine;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.run.JavaMemory;
import io.talkinghead.internal.run.TimedCalls;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls into an engine, none of which is trusted: what they throw becomes the library's own exception, and one that does not come
 * back within the deadline, if there is one, is left alone. A call cannot be ended from outside. While one is lost, every other is
 * refused, and nothing of the engine is freed, since the lost call may still use it; when it comes back after all, what was to be
 * freed meanwhile is, and calls are made again.
 *
 * <p><b>Threading:</b> any number of threads. Without a deadline a call runs in the caller's thread, else in one of its own.
 */
final class EngineCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineCalls.class);

    private final String id;
    private final Optional<Duration> deadline;
    private final TimedCalls timed = new TimedCalls("talkinghead-engine-call");
    private volatile boolean closed;

    EngineCalls(String id, Optional<Duration> deadline) {
        this.id = id;
        this.deadline = deadline;
    }

    /**
     * Makes a call.
     *
     * @param what it does, for the error: "rendering"
     * @throws TalkingHeadException what the engine throws; {@link ErrorCode#BACKEND_FAILED} for what it should not throw,
     *     {@link ErrorCode#DEVICE_MEMORY} when Java's memory is used up, {@link ErrorCode#BACKEND_DEADLINE} when it, or another one
     *     before it, does not come back
     */
    <T> T call(String what, Supplier<T> work) {
        checkNoneLost(what);
        // What is used after it was closed is refused by the engine itself.
        if (deadline.isEmpty() || closed) {
            return typed(what, work);
        }
        Supplier<T> ended = timed.call(deadline.get(), work).orElseThrow(() -> {
            LOG.warn("the backend {} has not come back from {} within {}", id, what, deadline.get());
            return late(what);
        });
        return typed(what, ended);
    }

    /** Makes a call that may take as long as it likes, such as opening something. */
    <T> T patientCall(String what, Supplier<T> work) {
        checkNoneLost(what);
        return typed(what, work);
    }

    private <T> T typed(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (TalkingHeadException e) {
            throw e;
        } catch (OutOfMemoryError e) {
            throw JavaMemory.tooLittleFor(what, e);
        } catch (RuntimeException | LinkageError e) {
            if (closed && e instanceof IllegalStateException misuse) {
                throw misuse;
            }
            throw failed(what, "it threw " + e, e);
        }
    }

    /** Makes the exception for an engine that does not do what it should. */
    TalkingHeadException failed(String what, String problem, @Nullable Throwable cause) {
        return new TalkingHeadException(
                ErrorCode.BACKEND_FAILED,
                "the backend " + id + " failed in " + what + ": " + problem
                        + "; try another backend, and report it to the makers of this one",
                cause);
    }

    private void checkNoneLost(String what) {
        if (timed.anyLost()) {
            throw late(what);
        }
    }

    private TalkingHeadException late(String what) {
        return new TalkingHeadException(
                ErrorCode.BACKEND_DEADLINE,
                "the backend " + id + " has not come back from a call within "
                        + deadline.map(Duration::toMillis).orElse(0L) + " ms, so there is no " + what
                        + "; nothing of it is freed until it comes back, so end this process if it does not, or set a longer"
                        + " deadline");
    }

    /** Frees something of the engine: now, or once no lost call can be using it. */
    void release(Runnable release) {
        timed.release(release);
    }

    /** From now on an {@link IllegalStateException} is what it seems to be: the use of something closed. */
    @Override
    public void close() {
        closed = true;
        timed.close();
    }
}
