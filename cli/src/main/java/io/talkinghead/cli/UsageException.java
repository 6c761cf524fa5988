package io.talkinghead.cli;

/** The command line was used wrongly in a way its syntax cannot tell. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
