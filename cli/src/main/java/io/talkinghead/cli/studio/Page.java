package io.talkinghead.cli.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.talkinghead.Engine;
import io.talkinghead.person.Photo;
import io.talkinghead.work.Cancellation;
import java.util.List;
import java.util.Optional;
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
    private @Nullable Portrait portrait;

    Page(String id, Studio.Floor floor, Outbox outbox) {
        this.id = id;
        engine = floor.engine();
        photos = new PagePhotos(floor.desk());
        folder = new PageFolder(floor.folder().resolve(id));
        this.outbox = outbox;
        live = new PageLive(outbox, cancellation);
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

    /** Makes a portrait of photos. */
    void makePortrait(List<Photo> chosen) {
        replacePortrait(Portrait.of(engine, chosen, cancellation));
    }

    /** Shows a person that was loaded. */
    void showPerson(io.talkinghead.person.Person person) {
        Portrait loaded = new Portrait(engine, person);
        loaded.still();
        replacePortrait(loaded);
    }

    /** Does what the page says. */
    void take(JsonNode words) {
        switch (words.path("type").asText()) {
            case "ping" -> outbox.send(JsonNodeFactory.instance.objectNode().put("type", "pong"));
            case "live" -> live.begin(portrait(), LiveSettings.of(words));
            case "still" -> live.close();
            case "calm" -> live.calm();
            default -> throw new Refusal(400, "The page said something that the studio does not know. Load it again.");
        }
    }

    /** Takes a frame of the camera. */
    void take(PictureMessage frame) {
        live.take(frame);
    }

    private synchronized void replacePortrait(Portrait made) {
        if (cancellation.isCancelled()) {
            throw Refusal.notFound("page");
        }
        portrait = made;
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
        outbox.close();
        photos.close();
        folder.close();
    }

    /** Waits for the end of what worked for it. */
    void await() {
        live.await();
    }
}
