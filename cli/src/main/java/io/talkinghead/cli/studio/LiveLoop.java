package io.talkinghead.cli.studio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.LiveHead;
import io.talkinghead.TalkingHead;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.Workers;
import io.talkinghead.work.Cancellation;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A portrait that follows a camera, with a head of its own, which it closes at its end. Each frame is answered by a picture of its number,
 * or by word that there will be none; a number that is left out was late, and dropped.
 *
 * <p><b>Threading:</b> any thread.
 */
final class LiveLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveLoop.class);
    /** How long a page waits for word of frames that show no face. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Outbox outbox;
    private final LiveSettings settings;
    private final Cancellation cancellation;
    private final Future<?> running;
    /** The page's numbers of frames by the head's. */
    private final TreeMap<Long, Integer> numbers = new TreeMap<>();

    private double strength;
    private @Nullable LiveHead live;
    private @Nullable Boolean seen;

    /** Begins. */
    LiveLoop(Portrait portrait, LiveSettings settings, Outbox outbox, Cancellation page) {
        this.outbox = outbox;
        this.settings = settings;
        strength = settings.strength();
        cancellation = new Cancellation(page);
        running = Workers.begin("talkinghead-studio-live", () -> {
            run(portrait);
            return null;
        });
    }

    /** Takes a frame; one that comes before the head is ready gets no picture. */
    synchronized void take(PictureMessage frame) {
        if (live == null) {
            outbox.send(message("passed").put("number", frame.number()));
            return;
        }
        try {
            numbers.put(live.offer(() -> Jpeg.read(frame.jpeg())), frame.number());
        } catch (RuntimeException ended) {
            LOG.trace("what ended the live head is told by the thread that shows its pictures", ended);
        }
    }

    /** Takes the next face that is seen as the calm one. */
    synchronized void calm() {
        if (live != null) {
            live.chooseNeutral();
        }
    }

    /** Makes the motion stronger or weaker. */
    synchronized void strengthen(double newStrength) {
        strength = newStrength;
        if (live != null) {
            live.setStrength(strength);
        }
    }

    private void run(Portrait portrait) {
        try (TalkingHead head = portrait.head(settings.sizePx());
                LiveHead opened = head.live(settings.options().withCancellation(cancellation))) {
            use(opened);
            tell("begun");
            long shown = 0;
            while (!cancellation.isCancelled()) {
                shown = follow(opened, shown);
            }
        } catch (RuntimeException | Error e) {
            if (!cancellation.isCancelled()) {
                outbox.send(Problem.logged(e, LOG, "a live portrait ended").json());
                tell("ended");
            }
        } finally {
            use(null);
        }
    }

    private synchronized void use(@Nullable LiveHead opened) {
        live = opened;
        if (opened != null) {
            // The page may have asked for another one meanwhile.
            opened.setStrength(strength);
        }
    }

    /** Shows the next picture, or tells of frames without a face; returns the number of the last picture. */
    private long follow(LiveHead from, long shown) {
        long looked = from.looked();
        Optional<LiveHead.Picture> picture = from.awaitNewer(shown, LOOK);
        if (picture.isEmpty()) {
            passed(looked);
            return shown;
        }
        face(true);
        Optional<Integer> number = answered(picture.get().source());
        byte[] jpeg = Jpeg.of(picture.get().frame());
        number.ifPresent(frame -> outbox.send(new PictureMessage(PictureMessage.LIVE, frame, jpeg)));
        return picture.get().number();
    }

    /** Frames up to this one are answered by no picture: they show no face. */
    private void passed(long looked) {
        answered(looked).ifPresent(number -> {
            face(false);
            outbox.send(message("passed").put("number", number));
        });
    }

    /** Returns the page's number of a frame, unless it is answered already; those before it need no answer any more. */
    private synchronized Optional<Integer> answered(long frame) {
        Integer number = numbers.get(frame);
        numbers.headMap(frame, true).clear();
        return Optional.ofNullable(number);
    }

    private void face(boolean present) {
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
    }

    /** Waits for the end. */
    void await() {
        Awaited.succeeds(running);
    }
}
