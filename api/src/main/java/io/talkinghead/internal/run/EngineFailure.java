package io.talkinghead.internal.run;

import com.google.common.base.Ascii;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.util.List;

/** What a native engine says as it fails. Engines have no code of their own for memory that ran out, only words. */
public final class EngineFailure {
    /** Of ONNX Runtime, PyTorch, CUDA, TensorRT and the C++ library. */
    private static final List<String> MEMORY = List.of(
            "allocate memory", "out of memory", "not enough memory", "outofmemory", "bad_alloc", "bad allocation");

    private EngineFailure() {}

    /** Tells whether it says that memory ran out, of the device or of this process. */
    public static boolean tellsOfMemory(String said) {
        String lowered = Ascii.toLowerCase(said);
        return MEMORY.stream().anyMatch(lowered::contains);
    }

    /**
     * Makes the exception: {@link ErrorCode#DEVICE_MEMORY} when memory ran out, else {@link ErrorCode#BACKEND_FAILED}.
     *
     * @param what failed: "PyTorch failed in a run"
     * @param remedy what needs less memory: "use smaller batches"
     */
    public static TalkingHeadException of(String what, String remedy, Throwable cause) {
        String said = String.valueOf(cause.getMessage());
        boolean memory = tellsOfMemory(said);
        return new TalkingHeadException(
                memory ? ErrorCode.DEVICE_MEMORY : ErrorCode.BACKEND_FAILED,
                what + ": " + said + (memory ? "; there is too little memory: " + remedy : ""),
                cause);
    }
}
