package io.talkinghead.tensorrt;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.work.Cancellation;
import org.jspecify.annotations.Nullable;

/** Compiles networks to files. */
@FunctionalInterface
interface PlanBuilder {
    /**
     * Compiles an ONNX model and writes what was asked for.
     *
     * @throws TalkingHeadException {@link ErrorCode#BACKEND_FAILED} when it cannot, or takes too long;
     *     {@link ErrorCode#OUTPUT_NOT_WRITABLE}; {@link ErrorCode#CANCELLED} when it is cancelled
     */
    void build(PlanRequest request, byte[] onnx, Cancellation cancellation);

    /** Makes the exception of a failed compilation. */
    static TalkingHeadException failed(String name, String why, @Nullable Throwable cause) {
        return new TalkingHeadException(
                ErrorCode.BACKEND_FAILED,
                "TensorRT could not compile the " + name + ": " + why
                        + ". Run 'talkinghead backends --doctor', or use another backend with --backend onnx",
                cause);
    }
}
