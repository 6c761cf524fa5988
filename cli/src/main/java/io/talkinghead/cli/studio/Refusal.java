package io.talkinghead.cli.studio;

/** A request that is not answered, and why; the words are shown to people. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String words) {
        super(words);
        this.status = status;
    }

    /** Returns the status of HTTP. */
    int status() {
        return status;
    }

    static Refusal notFound(String what) {
        return new Refusal(404, "There is no " + what + " here any more. Load the page again.");
    }

    static Refusal tooLarge(String what, long bytes) {
        return new Refusal(413, what + " is too large: at most " + (bytes >> 20) + " MB are taken. Use a smaller one.");
    }
}
