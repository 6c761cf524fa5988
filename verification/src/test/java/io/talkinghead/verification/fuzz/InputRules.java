package io.talkinghead.verification.fuzz;

import com.sun.management.ThreadMXBean;
import io.talkinghead.error.TalkingHeadException;
import java.lang.management.ManagementFactory;

/** What every reader keeps to with every input: it reads it or says what is wrong, in little time and memory. */
final class InputRules {
    /** On the heap of the reading thread. */
    static final long MAX_BYTES = 256L << 20;

    private static final long NANOS = 1_000_000_000;
    private static final int MOST_ATTEMPTS = 3;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final FuzzedReader reader;
    private final long maxBytes;
    private final long maxNanos;

    private InputRules(FuzzedReader reader, long maxBytes, long maxNanos) {
        this.reader = reader;
        this.maxBytes = maxBytes;
        this.maxNanos = maxNanos;
    }

    /**
     * Makes the rules of a target.
     *
     * @param timed limits the thread's processor time too, to a second
     */
    static InputRules of(FuzzTarget target, FuzzedReader reader, boolean timed) {
        boolean limited = target.isLimited();
        return new InputRules(reader, limited ? MAX_BYTES : Long.MAX_VALUE, limited && timed ? NANOS : Long.MAX_VALUE);
    }

    /** Reads an input; again if it took too much, since what is needed first must be loaded, which Jazzer makes dear. */
    void check(byte[] input) throws Exception {
        Cost cost = cost(input);
        for (int i = 1; i < MOST_ATTEMPTS && exceeds(cost); i++) {
            cost = cost(input);
        }
        if (exceeds(cost)) {
            throw new AssertionError("an input of " + input.length + " bytes took " + cost.bytes
                    + " bytes of memory and " + cost.nanos / 1_000_000 + " ms");
        }
    }

    private boolean exceeds(Cost cost) {
        return cost.bytes > maxBytes || cost.nanos > maxNanos;
    }

    private Cost cost(byte[] input) throws Exception {
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long nanos = threads.getCurrentThreadCpuTime();
        try {
            reader.read(input);
        } catch (TalkingHeadException e) {
            checkTyped(e);
        }
        return new Cost(threads.getCurrentThreadAllocatedBytes() - bytes, threads.getCurrentThreadCpuTime() - nanos);
    }

    /** An error names its code, and what is wrong. */
    private static void checkTyped(TalkingHeadException failure) {
        String label = failure.code().label() + ": ";
        String message = failure.getMessage();
        if (!message.startsWith(label) || message.strip().length() <= label.length()) {
            throw new AssertionError("an error says only " + message, failure);
        }
    }

    private record Cost(long bytes, long nanos) {}
}
