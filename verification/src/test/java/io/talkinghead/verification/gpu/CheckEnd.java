package io.talkinghead.verification.gpu;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.opentest4j.TestAbortedException;

/**
 * How a check ended, and why.
 *
 * @param status in one word
 * @param cause in words, the causes of causes included; empty if it passed
 */
record CheckEnd(CheckStatus status, String cause) {
    static final CheckEnd PASSED = new CheckEnd(CheckStatus.PASSED, "");

    private static final String MARK = "ended: ";
    private static final Set<ErrorCode> REFUSALS = EnumSet.of(
            ErrorCode.BACKEND_NONE,
            ErrorCode.BACKEND_NOT_FOUND,
            ErrorCode.BACKEND_REFUSED,
            ErrorCode.BACKEND_LACKS_CAPABILITY,
            ErrorCode.BACKEND_FAILED);

    /**
     * Tells what an error means. That an engine failed is a refusal until something was measured, which {@link CheckRun} knows:
     * engines that find no device say no more than that.
     */
    static CheckEnd of(Throwable error) {
        boolean refused = error instanceof LinkageError
                || error instanceof TestAbortedException
                || (error instanceof TalkingHeadException failure && REFUSALS.contains(failure.code()));
        List<String> causes = new ArrayList<>();
        for (Throwable each = error; each != null && causes.size() < 6; each = each.getCause()) {
            String words = String.valueOf(told(each) ? each.getMessage() : each);
            if (causes.stream().noneMatch(told -> told.contains(words))) {
                causes.add(words);
            }
        }
        return new CheckEnd(
                refused ? CheckStatus.REFUSED : CheckStatus.FAILED, oneLine(String.join("; because: ", causes)));
    }

    /** Tells whether the message says all, without the name of the class. */
    private static boolean told(Throwable error) {
        return error instanceof TalkingHeadException || error instanceof TestAbortedException;
    }

    private static String oneLine(String words) {
        return words.replaceAll("\\s+", " ").strip();
    }

    /** Returns the line that {@link #read} understands. */
    String line() {
        return MARK + status.name().toLowerCase(Locale.ROOT) + " " + cause;
    }

    /** Reads such a line; empty when this is another. */
    static Optional<CheckEnd> read(String line) {
        if (!line.startsWith(MARK)) {
            return Optional.empty();
        }
        String[] words = line.substring(MARK.length()).split(" ", 2);
        return Optional.of(new CheckEnd(CheckStatus.valueOf(words[0].toUpperCase(Locale.ROOT)), words[1].strip()));
    }
}
