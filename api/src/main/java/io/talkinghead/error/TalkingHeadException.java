package io.talkinghead.error;

import static java.util.Objects.requireNonNull;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of this library. Its message starts with the code's label and says what failed, the value or path
 * found, what was expected and what to do next; the engine's or file system's own exception is the cause.
 *
 * <p>A misuse by the calling code is an {@link IllegalArgumentException}, {@link NullPointerException} or, after
 * {@code close()}, an {@link IllegalStateException} instead.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class TalkingHeadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String reason;

    /** Makes an exception without a cause. */
    public TalkingHeadException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** Makes an exception; {@code message} does not repeat the code. */
    public TalkingHeadException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code.label() + ": " + message, cause);
        this.code = code;
        this.reason = message;
    }

    /** Returns the code's label and what failed: {@code TH-103: no face was found in ...}. */
    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }

    /** Returns what kind of failure this is. */
    public ErrorCode code() {
        return code;
    }

    /** Returns the message without the code's label, to be used in another message. */
    public String reason() {
        return reason;
    }
}
