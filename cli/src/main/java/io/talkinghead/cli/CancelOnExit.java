package io.talkinghead.cli;

import io.talkinghead.work.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends long work cleanly when the program is stopped from outside, so that no half-written file stays. */
final class CancelOnExit {
    private static final Logger LOG = LoggerFactory.getLogger(CancelOnExit.class);
    private static final int QUIET_SECONDS = 2;
    /** An engine must not be unloaded while it computes, and a step of training at the paper's size takes many seconds. */
    private static final int PATIENCE_SECONDS = 60;

    private CancelOnExit() {}

    /** Does work that looks at the cancellation it is given, and returns its result. */
    static <T> T call(Function<Cancellation, T> work) {
        Cancellation cancellation = new Cancellation();
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            cancellation.cancel();
            await(done);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.apply(cancellation);
        } finally {
            done.countDown();
            removeHook(hook);
        }
    }

    private static void await(CountDownLatch done) {
        try {
            if (done.await(QUIET_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
            LOG.warn("stopping as soon as the step under way is done");
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("stopping in the middle of a step, which takes more than {} seconds", PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
