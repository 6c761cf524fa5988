package io.talkinghead.cli.studio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.TalkingHead;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.Workers;
import io.talkinghead.person.Framing;
import io.talkinghead.tuning.TuningListener;
import io.talkinghead.tuning.TuningOptions;
import io.talkinghead.tuning.TuningProgress;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Progress;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A portrait that is being fine-tuned, in a thread of its own. It tells the page its losses after each epoch, and shows it what the network
 * paints then. Cancelled, it changes nothing.
 *
 * <p><b>Threading:</b> any thread.
 */
final class TuningJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TuningJob.class);
    private static final long TOLD_NANOS = Duration.ofMillis(500).toNanos();
    private static final int SHOWN_PX = 512;

    private final Outbox outbox;
    private final Cancellation cancellation;
    private final Future<?> running;

    /** Begins, when it is its turn among the long works of all pages; {@code tuned} takes the result. */
    TuningJob(Portrait portrait, int epochs, PageWork page, Consumer<Portrait> tuned) {
        outbox = page.outbox();
        cancellation = new Cancellation(page.cancellation());
        running = Workers.begin("talkinghead-studio-tuning", () -> {
            run(portrait, epochs, page.turns(), tuned);
            return null;
        });
    }

    /** Tells whether it is still being worked on. */
    boolean isRunning() {
        return !running.isDone();
    }

    private void run(Portrait portrait, int epochs, Semaphore turns, Consumer<Portrait> tuned) {
        boolean turn = false;
        try {
            turn = awaitTurn(turns);
            Portrait result = tune(portrait, epochs);
            if (cancellation.isCancelled()) {
                outbox.send(message("cancelled"));
                return;
            }
            tuned.accept(result);
            outbox.send(message("done"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            if (turn) {
                turns.release();
            }
        }
    }

    private boolean awaitTurn(Semaphore turns) throws InterruptedException {
        while (!turns.tryAcquire(TOLD_NANOS, TimeUnit.NANOSECONDS)) {
            outbox.send(message("waiting"));
            cancellation.check("the tuning");
        }
        return true;
    }

    private Portrait tune(Portrait portrait, int epochs) {
        TuningOptions options = TuningOptions.defaults().withEpochs(epochs);
        try (TalkingHead head = portrait.head(Framing.CROP);
                TalkingHead tuned = head.tuned(options, new Teller(), cancellation)) {
            return new Portrait(portrait.engine(), tuned.person());
        }
    }

    private void fail(Throwable failure) {
        if (cancellation.isCancelled()) {
            outbox.send(message("cancelled"));
            return;
        }
        Problem problem = Problem.logged(failure, LOG, "a tuning failed");
        outbox.send(message("failed").put("code", problem.code()).put("message", problem.message()));
    }

    private static ObjectNode message(String state) {
        return JsonNodeFactory.instance.objectNode().put("type", "tuning").put("state", state);
    }

    /** Ends it soon; the portrait stays as it is. */
    @Override
    public void close() {
        cancellation.cancel();
    }

    /** Waits for the end. */
    void await() {
        Awaited.succeeds(running);
    }

    /** Tells the page how the tuning goes. */
    private final class Teller implements TuningListener {
        private long told;

        @Override
        public void progressed(Progress progress) {
            if (System.nanoTime() - told < TOLD_NANOS) {
                return;
            }
            told = System.nanoTime();
            ObjectNode node = message("running").put("done", progress.done());
            progress.total().ifPresent(total -> node.put("total", total));
            progress.left().ifPresent(left -> node.put("left", left.toSeconds()));
            outbox.send(node);
        }

        @Override
        public void epochEnded(TuningProgress progress) {
            ObjectNode node = message("epoch")
                    .put("epoch", progress.epoch())
                    .put("epochs", progress.epochs())
                    .put("content", progress.content());
            progress.heldOut().ifPresent(loss -> node.put("heldOut", loss));
            outbox.send(node);
            byte[] preview = Jpeg.of(progress.preview(), SHOWN_PX);
            outbox.send(new PictureMessage(PictureMessage.TUNING, progress.epoch(), preview));
        }
    }
}
