package io.talkinghead.tensorrt;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.run.EngineFailure;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.nvinfer.ILogger;
import org.jspecify.annotations.Nullable;

/** What TensorRT says. It must never throw into native code, and must live as long as what logs to it. */
final class NvidiaLog extends ILogger {
    /** Below it lies no object: without a usable GPU TensorRT answers with such addresses. */
    private static final long LOWEST_ADDRESS = 4096;

    private final Consumer<String> infos;
    private String errors = "";

    NvidiaLog(Consumer<String> infos) {
        this.infos = infos;
    }

    @Override
    @SuppressWarnings("CatchAndPrintStackTrace")
    public void log(Severity severity, String message) {
        try {
            if (severity.value <= Severity.kERROR.value) {
                addError(message);
            } else if (severity.value == Severity.kINFO.value) {
                infos.accept(message);
            }
        } catch (RuntimeException | Error ignored) {
            // Thrown on, it would end in native code and take the JVM down.
        }
    }

    private synchronized void addError(String message) {
        errors = errors.isEmpty() ? message : errors + "; " + message;
    }

    synchronized String takeErrors() {
        String taken = errors;
        errors = "";
        return taken;
    }

    /** Refuses nothing and addresses that are none; an error that was survived, such as a tactic too large, is no reason. */
    <T extends Pointer> T usable(@Nullable T object, String what) {
        String said = takeErrors();
        if (object == null || !isObject(object)) {
            throw failed(what, said);
        }
        return object;
    }

    /** Refuses like {@link #usable}, and whatever came with an error. */
    <T extends Pointer> T flawless(@Nullable T object, String what) {
        String said = takeErrors();
        if (object == null || !isObject(object) || !said.isEmpty()) {
            throw failed(what, said);
        }
        return object;
    }

    static boolean isObject(Pointer object) {
        return object.address() >= LOWEST_ADDRESS;
    }

    void check(boolean done, String what) {
        String said = takeErrors();
        if (!done) {
            throw failed(what, said);
        }
    }

    static TalkingHeadException failed(String what, String said) {
        boolean memory = EngineFailure.tellsOfMemory(said);
        return new TalkingHeadException(
                memory ? ErrorCode.DEVICE_MEMORY : ErrorCode.BACKEND_FAILED,
                "TensorRT could not " + what + ": " + (said.isEmpty() ? "it gives no reason" : said)
                        + (memory ? "; close other users of the GPU, or other heads" : ""));
    }
}
