package io.talkinghead.internal.engine;

import io.talkinghead.internal.run.NativeHeap;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What users of an engine have freed when they leave. It is given back to the system now and then: doing so takes some ten milliseconds,
 * in which others wait for memory. A program that ends soon is spared it.
 *
 * <p><b>Threading:</b> any number of threads.
 */
final class FreedMemory {
    private static final long PAUSE = Duration.ofSeconds(20).toNanos();

    private final LongSupplier nanos;
    private final Runnable giveBack;
    private long last;

    FreedMemory() {
        this(System::nanoTime, NativeHeap::giveBack);
    }

    FreedMemory(LongSupplier nanos, Runnable giveBack) {
        this.nanos = nanos;
        this.giveBack = giveBack;
        last = nanos.getAsLong();
    }

    /** A user has left. */
    void userLeft() {
        if (isTime()) {
            giveBack.run();
        }
    }

    private synchronized boolean isTime() {
        long now = nanos.getAsLong();
        boolean is = now - last >= PAUSE;
        if (is) {
            last = now;
        }
        return is;
    }
}
