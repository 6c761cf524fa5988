package io.talkinghead.cli;

import io.talkinghead.work.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Ends long work cleanly when the program is stopped from outside, so that no half-written file stays. */
final class CancelOnExit {
    private static final int PATIENCE_SECONDS = 10;

    private CancelOnExit() {}

    /** Does work that looks at the cancellation it is given, and returns its result. */
    static <T> T call(Function<Cancellation, T> work) {
        Cancellation cancellation = new Cancellation();
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            cancellation.cancel();
            try {
                if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    Thread.currentThread().interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.apply(cancellation);
        } finally {
            done.countDown();
            removeHook(hook);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ignored) {
            // The program is already being stopped: the hook is what ended the work.
        }
    }
}
