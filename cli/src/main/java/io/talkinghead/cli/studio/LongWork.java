package io.talkinghead.cli.studio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.Workers;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Progress;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A work of a page that takes long, in a thread of its own: it begins when it is its turn among those of all pages, and can be ended before.
 *
 * <p><b>Threading:</b> any thread.
 */
final class LongWork implements AutoCloseable {
    private final Cancellation cancellation;
    private final Future<?> running;

    /**
     * Begins.
     *
     * @param kind of work, in a word: "video"
     * @param told how often the page is told that its work waits
     */
    LongWork(String kind, PageWork page, Duration told, Body body) {
        cancellation = new Cancellation(page.cancellation());
        running = Workers.begin("talkinghead-studio-" + kind, () -> {
            run(kind, page.turns(), told, body);
            return null;
        });
    }

    private void run(String kind, Semaphore turns, Duration told, Body body) {
        boolean turn = false;
        try {
            while (!turns.tryAcquire(told.toNanos(), TimeUnit.NANOSECONDS)) {
                body.waits();
                cancellation.check("the " + kind);
            }
            turn = true;
            body.work(cancellation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            body.failed(e, cancellation);
        } finally {
            if (turn) {
                turns.release();
            }
        }
    }

    /** Adds to a message how far a work has come. */
    static ObjectNode with(Progress progress, ObjectNode message) {
        message.put("done", progress.done());
        progress.total().ifPresent(total -> message.put("total", total));
        progress.left().ifPresent(left -> message.put("left", left.toSeconds()));
        return message;
    }

    /** Tells whether it is still being worked on. */
    boolean isRunning() {
        return !running.isDone();
    }

    /** Ends it soon; what is half done goes. */
    @Override
    public void close() {
        cancellation.cancel();
    }

    /** Waits for the end. */
    void await() {
        Awaited.succeeds(running);
    }

    /** What is done. */
    interface Body {
        /** It is not its turn yet. */
        void waits();

        /** It is its turn. */
        void work(Cancellation cancellation);

        /** It ended early, perhaps as it was cancelled. */
        void failed(Throwable failure, Cancellation cancellation);
    }
}
