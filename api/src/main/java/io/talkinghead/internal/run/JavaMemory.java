package io.talkinghead.internal.run;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.util.function.Supplier;

/**
 * Java's memory running out, told as the library's own exception: what was too large for it is dropped when that is thrown, so that
 * other calls go on working. Only at the edge of the library: within it, an {@link OutOfMemoryError} passes as every error does, and
 * closes what is open on its way.
 */
public final class JavaMemory {
    private JavaMemory() {}

    /**
     * Does something that may need more memory than there is.
     *
     * @param what it does, for the error: "reading the picture a.png"
     * @throws TalkingHeadException {@link ErrorCode#DEVICE_MEMORY} when there is too little
     */
    public static <T> T enoughFor(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (OutOfMemoryError e) {
            throw tooLittleFor(what, e);
        }
    }

    /** Makes the exception. */
    public static TalkingHeadException tooLittleFor(String what, OutOfMemoryError cause) {
        return new TalkingHeadException(
                ErrorCode.DEVICE_MEMORY,
                "there is too little memory for " + what + ": " + cause.getMessage()
                        + "; close heads, use smaller files, or give Java more (-Xmx)",
                cause);
    }
}
