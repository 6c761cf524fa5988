package io.talkinghead.cli.studio;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * What is to be sent to a page: words in their order, and of each kind of picture only the newest. One message is on its way at a time,
 * so that a slow page gets fewer pictures, never late ones, and keeps no memory busy.
 *
 * <p><b>Threading:</b> any thread.
 */
final class Outbox {
    private static final int MOST_WORDS = 200;

    private final Session session;
    private final Deque<String> words = new ArrayDeque<>();
    private final Map<Integer, byte[]> pictures = new TreeMap<>();
    private boolean sending;
    private boolean closed;

    Outbox(Session session) {
        this.session = session;
    }

    /** Sends words. A page that does not take them is left alone. */
    void send(JsonNode json) {
        synchronized (this) {
            if (closed) {
                return;
            }
            words.add(json.toString());
            if (words.size() > MOST_WORDS) {
                close();
                session.disconnect();
                return;
            }
        }
        next();
    }

    /** Sends a picture, in place of an earlier one of its kind that is still here. */
    void send(PictureMessage picture) {
        synchronized (this) {
            if (closed) {
                return;
            }
            pictures.put(picture.kind(), picture.bytes());
        }
        next();
    }

    /** Drops what is here, and all that comes. */
    synchronized void close() {
        closed = true;
        words.clear();
        pictures.clear();
    }

    private void next() {
        String text = null;
        ByteBuffer picture = null;
        synchronized (this) {
            if (sending || closed || (words.isEmpty() && pictures.isEmpty())) {
                return;
            }
            sending = true;
            text = words.poll();
            if (text == null) {
                Integer kind = pictures.keySet().iterator().next();
                picture = ByteBuffer.wrap(Objects.requireNonNull(pictures.remove(kind)));
            }
        }
        Callback sent = Callback.from(this::sent, failure -> close());
        if (text != null) {
            session.sendText(text, sent);
        } else {
            session.sendBinary(picture, sent);
        }
    }

    private void sent() {
        synchronized (this) {
            sending = false;
        }
        next();
    }
}
