package io.talkinghead.cli.studio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.Animation;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.FrameStream.TimedFrame;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.Workers;
import io.talkinghead.work.Cancellation;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A portrait that follows a camera, in a thread of its own and with a head of its own, which it closes at its end. Each frame is answered
 * by a picture of its number, or by word that there will be none; a number that is left out was late, and dropped.
 *
 * <p><b>Threading:</b> any thread.
 */
final class LiveLoop implements AutoCloseable, CalmPoses.Watcher {
    private static final Logger LOG = LoggerFactory.getLogger(LiveLoop.class);
    /** Of a camera, about three quarters of a second. */
    static final int LOOKED = 10;

    private final Outbox outbox;
    private final LiveSettings settings;
    private final Cancellation cancellation;
    private final CameraSlot slot = new CameraSlot();
    private final AtomicInteger beginnings = new AtomicInteger();
    private final Future<?> running;
    private @Nullable Boolean seen;

    /** Begins. */
    LiveLoop(Portrait portrait, LiveSettings settings, Outbox outbox, Cancellation page) {
        this.outbox = outbox;
        this.settings = settings;
        cancellation = new Cancellation(page);
        running = Workers.begin("talkinghead-studio-live", () -> {
            run(portrait);
            return null;
        });
    }

    /** Takes a frame. */
    void take(PictureMessage frame) {
        slot.put(frame);
    }

    /** Takes the next face that is seen as the calm one. */
    void calm() {
        beginnings.incrementAndGet();
        slot.wake();
    }

    private void run(Portrait portrait) {
        try (TalkingHead head = portrait.head(settings.sizePx())) {
            tell("begun");
            while (!cancellation.isCancelled()) {
                follow(head, beginnings.get());
            }
        } catch (RuntimeException | Error e) {
            if (!cancellation.isCancelled()) {
                outbox.send(Problem.logged(e, LOG, "a live portrait ended").json());
                tell("ended");
            }
        }
    }

    /** Follows the camera until there is another beginning. */
    private void follow(TalkingHead head, int beginning) {
        Driver camera = context -> new CalmPoses(
                context.follow(new CameraFrames(slot, () -> goesOn(beginning))), beginning == 0 ? LOOKED : 1, this);
        try (Animation animation = head.animate(camera, settings.options().withCancellation(cancellation));
                Stream<TimedFrame> frames = animation.timedFrames()) {
            frames.forEach(this::show);
        } catch (RuntimeException e) {
            // Without a face until now there is no motion to go on with, only another beginning.
            if (goesOn(beginning)) {
                throw e;
            }
        }
    }

    private boolean goesOn(int beginning) {
        return beginning == beginnings.get() && !cancellation.isCancelled();
    }

    private void show(TimedFrame frame) {
        int number = (int) frame.time().index();
        outbox.send(new PictureMessage(PictureMessage.LIVE, number, Jpeg.of(frame.frame())));
    }

    @Override
    public void passed(long frame) {
        outbox.send(message("passed").put("number", frame));
    }

    @Override
    public void face(boolean present) {
        if (seen == null || seen != present) {
            seen = present;
            outbox.send(message("face").put("seen", present));
        }
    }

    private void tell(String state) {
        outbox.send(message("live").put("state", state));
    }

    private static ObjectNode message(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    /** Ends soon; the head is closed then. */
    @Override
    public void close() {
        cancellation.cancel();
        slot.wake();
    }

    /** Waits for the end. */
    void await() {
        Awaited.succeeds(running);
    }
}
