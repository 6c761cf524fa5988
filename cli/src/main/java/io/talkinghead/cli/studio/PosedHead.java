package io.talkinghead.cli.studio;

import io.talkinghead.TalkingHead;
import io.talkinghead.drive.FaceParameters;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.Workers;
import io.talkinghead.person.Framing;
import io.talkinghead.work.Cancellation;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A portrait that follows the controls of a page, in a thread of its own: what is rendered is always the newest that was set.
 *
 * <p><b>Threading:</b> any thread.
 */
final class PosedHead implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PosedHead.class);
    private static final long LOOK_MILLIS = 200;

    private final Outbox outbox;
    private final Cancellation cancellation;
    private final Future<?> running;
    private @Nullable Numbered<FaceParameters> wanted;

    PosedHead(Portrait portrait, Outbox outbox, Cancellation page) {
        this.outbox = outbox;
        cancellation = new Cancellation(page);
        running = Workers.begin("talkinghead-studio-posed", () -> {
            run(portrait);
            return null;
        });
    }

    /** Shows the face so. */
    synchronized void show(Numbered<FaceParameters> parameters) {
        wanted = parameters;
        notifyAll();
    }

    private void run(Portrait portrait) throws InterruptedException {
        try (TalkingHead head = portrait.head(Framing.CROP)) {
            for (Optional<Numbered<FaceParameters>> next = next(); next.isPresent(); next = next()) {
                byte[] jpeg = Jpeg.of(head.render(next.get().value().applyTo(head.neutralLandmarks())));
                outbox.send(new PictureMessage(PictureMessage.POSED, next.get().number(), jpeg));
            }
        } catch (RuntimeException | Error e) {
            outbox.send(Problem.logged(e, LOG, "a posed portrait ended").json());
        }
    }

    /** Waits for what is to be shown; nothing at the end. */
    private synchronized Optional<Numbered<FaceParameters>> next() throws InterruptedException {
        while (wanted == null && !cancellation.isCancelled()) {
            wait(LOOK_MILLIS);
        }
        Optional<Numbered<FaceParameters>> next =
                cancellation.isCancelled() ? Optional.empty() : Optional.ofNullable(wanted);
        wanted = null;
        return next;
    }

    /** Tells whether it works no more. */
    boolean hasEnded() {
        return running.isDone();
    }

    /** Ends soon; the head is closed then. */
    @Override
    public synchronized void close() {
        cancellation.cancel();
        notifyAll();
    }

    /** Waits for the end. */
    void await() {
        Awaited.succeeds(running);
    }
}
