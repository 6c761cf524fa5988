package io.talkinghead.cli.studio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.TalkingHead;
import io.talkinghead.person.Framing;
import io.talkinghead.tuning.TuningListener;
import io.talkinghead.tuning.TuningOptions;
import io.talkinghead.tuning.TuningProgress;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Progress;
import java.time.Duration;
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
    private static final Duration TOLD = Duration.ofMillis(500);
    private static final int SHOWN_PX = 512;

    private final Outbox outbox;
    private final LongWork running;

    /** Begins, when it is its turn among the long works of all pages; {@code tuned} takes the result. */
    TuningJob(Portrait portrait, int epochs, PageWork page, Consumer<Portrait> tuned) {
        outbox = page.outbox();
        running = new LongWork("tuning", page, TOLD, new Work(portrait, epochs, tuned));
    }

    /** Tells whether it is still being worked on. */
    boolean isRunning() {
        return running.isRunning();
    }

    private static ObjectNode message(String state) {
        return JsonNodeFactory.instance.objectNode().put("type", "tuning").put("state", state);
    }

    /** Ends it soon; the portrait stays as it is. */
    @Override
    public void close() {
        running.close();
    }

    /** Waits for the end. */
    void await() {
        running.await();
    }

    private final class Work implements LongWork.Body {
        private final Portrait portrait;
        private final int epochs;
        private final Consumer<Portrait> tuned;

        Work(Portrait portrait, int epochs, Consumer<Portrait> tuned) {
            this.portrait = portrait;
            this.epochs = epochs;
            this.tuned = tuned;
        }

        @Override
        public void waits() {
            outbox.send(message("waiting"));
        }

        @Override
        public void work(Cancellation cancellation) {
            Portrait result = tune(cancellation);
            if (cancellation.isCancelled()) {
                outbox.send(message("cancelled"));
                return;
            }
            tuned.accept(result);
            outbox.send(message("done"));
        }

        private Portrait tune(Cancellation cancellation) {
            TuningOptions options = TuningOptions.defaults().withEpochs(epochs);
            try (TalkingHead head = portrait.head(Framing.CROP);
                    TalkingHead made = head.tuned(options, new Teller(), cancellation)) {
                return new Portrait(portrait.engine(), made.person());
            }
        }

        @Override
        public void failed(Throwable failure, Cancellation cancellation) {
            if (cancellation.isCancelled()) {
                outbox.send(message("cancelled"));
                return;
            }
            Problem problem = Problem.logged(failure, LOG, "a tuning failed");
            outbox.send(message("failed").put("code", problem.code()).put("message", problem.message()));
        }
    }

    /** Tells the page how the tuning goes. */
    private final class Teller implements TuningListener {
        private long told;

        @Override
        public void progressed(Progress progress) {
            if (System.nanoTime() - told < TOLD.toNanos()) {
                return;
            }
            told = System.nanoTime();
            outbox.send(LongWork.with(progress, message("running")));
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
