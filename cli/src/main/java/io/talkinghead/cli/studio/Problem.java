package io.talkinghead.cli.studio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import org.slf4j.Logger;

/**
 * What went wrong, as the page shows it.
 *
 * @param status of HTTP
 * @param code of the library, or nothing
 * @param message a sentence, and what to do
 */
record Problem(int status, String code, String message) {
    private static final int FIRST_OF_BACKENDS = 401;

    /** Tells of a failure, with what it says of itself. */
    static Problem of(Throwable failure) {
        if (failure instanceof TalkingHeadException known) {
            return new Problem(status(known.code()), known.code().label(), sentence(known.reason()));
        }
        if (failure instanceof Refusal refusal) {
            return new Problem(refusal.status(), "", String.valueOf(refusal.getMessage()));
        }
        if (failure instanceof OutOfMemoryError) {
            return new Problem(
                    503, "", "There is not enough memory for this. Use smaller files, or close other pages.");
        }
        return new Problem(
                500, "", "Something unexpected went wrong: " + failure + ". The studio's window tells more.");
    }

    /**
     * Tells of a failure as {@link #of} does; one that is a fault of the program goes to the log.
     *
     * @param what failed, for the log
     */
    static Problem logged(Throwable failure, Logger log, String what) {
        Problem problem = of(failure);
        if (problem.isOurs()) {
            log.error(what, failure);
        }
        return problem;
    }

    /** Tells whether it is a fault of the program, and not of what it was given. */
    boolean isOurs() {
        return status == 500;
    }

    private static int status(ErrorCode code) {
        if (code == ErrorCode.CANCELLED) {
            return 409;
        }
        if (code.isRetryable()) {
            return 503;
        }
        int number = Integer.parseInt(code.label().substring("TH-".length()));
        return number < FIRST_OF_BACKENDS || code == ErrorCode.BACKEND_NONE ? 422 : 500;
    }

    private static String sentence(String reason) {
        String words = reason.replaceAll("\\s+", " ").strip();
        // What begins with a file's name keeps it as it is.
        boolean word = words.matches("\\p{Lower}+ .*");
        String begun = word ? Character.toUpperCase(words.charAt(0)) + words.substring(1) : words;
        return begun.endsWith(".") ? begun : begun + ".";
    }

    ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("type", "problem");
        node.put("code", code);
        node.put("message", message);
        return node;
    }
}
