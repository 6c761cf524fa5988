package io.talkinghead.cli.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.junit.jupiter.api.Test;

/** What a slow page gets. */
class OutboxTest {
    private final List<String> sent = new ArrayList<>();
    private final Deque<Callback> waiting = new ArrayDeque<>();
    private final Outbox outbox = new Outbox(session());

    @Test
    void pictures_ofASlowPage_areReplacedByNewerOnesOfTheirKind() {
        picture(PictureMessage.LIVE, 1);
        picture(PictureMessage.LIVE, 2);
        picture(PictureMessage.VIDEO, 7);
        picture(PictureMessage.LIVE, 3);
        assertThat(sent).containsExactly("1:1");
        arrive();
        arrive();
        arrive();
        assertThat(sent).containsExactly("1:1", "1:3", "2:7");
        assertThat(waiting).isEmpty();
    }

    @Test
    void words_goInTheirOrderAndBeforePictures() {
        words(1);
        picture(PictureMessage.LIVE, 1);
        words(2);
        arrive();
        arrive();
        assertThat(sent).containsExactly("{\"n\":1}", "{\"n\":2}", "1:1");
    }

    @Test
    void page_thatTakesNoWords_isDisconnected() {
        for (int i = 0; i < 1000; i++) {
            words(i);
        }
        assertThat(sent).containsExactly("{\"n\":0}", "disconnect");
    }

    @Test
    void page_thatFails_getsNothingMore() {
        words(1);
        words(2);
        waiting.remove().fail(new IllegalStateException("gone"));
        words(3);
        assertThat(sent).containsExactly("{\"n\":1}");
    }

    private void words(int number) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        outbox.send(json.put("n", number));
    }

    private void picture(int kind, int number) {
        outbox.send(new PictureMessage(kind, number, new byte[1]));
    }

    private void arrive() {
        waiting.remove().succeed();
    }

    private Session session() {
        return (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, given) -> {
                    switch (method.getName()) {
                        case "sendText" -> sent.add((String) given[0]);
                        case "sendBinary" -> {
                            PictureMessage picture = PictureMessage.read((ByteBuffer) given[0]);
                            sent.add(picture.kind() + ":" + picture.number());
                        }
                        default -> sent.add(method.getName());
                    }
                    if (method.getName().startsWith("send")) {
                        waiting.add((Callback) given[1]);
                    }
                    return null;
                });
    }
}
