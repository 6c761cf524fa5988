package io.talkinghead.cli.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.talkinghead.Engine;
import io.talkinghead.drive.FaceParameters;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.Workers;
import io.talkinghead.person.Person;
import io.talkinghead.person.Photo;
import io.talkinghead.work.Cancellation;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One page that is open in a browser, and all that it has: photos, a portrait, and what works for it. It ends with the page's socket.
 *
 * <p><b>Threading:</b> any thread.
 */
final class Page implements AutoCloseable {
    private final String id;
    private final Engine engine;
    private final PagePhotos photos;
    private final PageFolder folder;
    private final Outbox outbox;
    private final Cancellation cancellation = new Cancellation();
    private final PageLive live;
    private final PageVideos videos;
    private final PageTuning tuning;
    private @Nullable Portrait portrait;
    private @Nullable PosedHead posed;
    private volatile @Nullable Future<?> ending;

    Page(String id, Studio.Floor floor, Outbox outbox) {
        this.id = id;
        engine = floor.engine();
        photos = new PagePhotos(floor.desk());
        folder = new PageFolder(floor.folder().resolve(id));
        this.outbox = outbox;
        live = new PageLive(outbox, cancellation);
        PageWork work = new PageWork(outbox, cancellation, floor.turns());
        videos = new PageVideos(folder, work);
        tuning = new PageTuning(work);
    }

    String id() {
        return id;
    }

    Outbox outbox() {
        return outbox;
    }

    PagePhotos photos() {
        return photos;
    }

    PageVideos videos() {
        return videos;
    }

    /** Makes a portrait of photos. */
    void makePortrait(List<Photo> chosen) {
        replacePortrait(Portrait.of(engine, chosen, cancellation));
        tuning.forget();
    }

    /** Shows a person that was loaded. */
    void showPerson(Person person) {
        Portrait loaded = new Portrait(engine, person);
        loaded.still();
        replacePortrait(loaded);
        tuning.forget();
    }

    /** Begins to tune the portrait. */
    void tune(int epochs) {
        Portrait from = portrait();
        tuning.begin(from, epochs, made -> replace(from, made));
    }

    /** Ends a tuning; the portrait stays as it is. */
    void cancelTuning() {
        tuning.close();
    }

    /** Shows the portrait as it was before it was tuned. */
    void undoTuning() {
        replacePortrait(tuning.undo());
    }

    /** Shows a portrait in place of another, unless there is a third one meanwhile; tells whether it did. */
    private synchronized boolean replace(Portrait from, Portrait made) {
        boolean same = from.equals(portrait);
        if (same) {
            replacePortrait(made);
        }
        return same;
    }

    /** Does what the page says. */
    void take(JsonNode words) {
        switch (words.path("type").asText()) {
            case "ping" -> outbox.send(JsonNodeFactory.instance.objectNode().put("type", "pong"));
            case "live" -> live.begin(portrait(), LiveSettings.of(words));
            case "still" -> live.close();
            case "calm" -> live.calm();
            case "strength" -> live.strengthen(LiveSettings.strength(words));
            case "pose" -> pose(new Numbered<>(words.path("number").asInt(), Controls.of(words)));
            default -> throw new Refusal(400, "The page said something that the studio does not know. Load it again.");
        }
    }

    /** Takes a frame of the camera. */
    void take(PictureMessage frame) {
        live.take(frame);
    }

    private synchronized void pose(Numbered<FaceParameters> controls) {
        PosedHead head = posed;
        if (head == null || head.hasEnded()) {
            head = new PosedHead(portrait(), outbox, cancellation);
            posed = head;
        }
        head.show(controls);
    }

    private synchronized @Nullable PosedHead posed() {
        return posed;
    }

    private synchronized void unpose() {
        if (posed != null) {
            posed.close();
        }
        posed = null;
    }

    private synchronized void replacePortrait(Portrait made) {
        if (cancellation.isCancelled()) {
            throw Refusal.notFound("page");
        }
        portrait = made;
        unpose();
        live.show(made);
    }

    /** Returns the portrait. */
    synchronized Portrait portrait() {
        return Optional.ofNullable(portrait)
                .orElseThrow(() -> new Refusal(409, "There is no portrait yet. Choose a photo first."));
    }

    @Override
    public void close() {
        cancellation.cancel();
        live.close();
        videos.close();
        tuning.close();
        outbox.close();
        photos.close();
        // Who writes a file removes it when it ends; only then is the folder empty.
        ending = Workers.begin("talkinghead-studio-end", () -> {
            removeWhenDone();
            return null;
        });
    }

    /** Waits for the end of what worked for it, and until its files are removed. */
    void await() {
        Future<?> end = ending;
        if (end != null) {
            Awaited.succeeds(end);
        }
    }

    private void removeWhenDone() {
        PosedHead head = posed();
        if (head != null) {
            head.await();
        }
        live.await();
        videos.await();
        tuning.await();
        folder.close();
    }
}
