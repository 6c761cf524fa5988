package io.talkinghead.cli.studio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.base.Ticker;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of a page, whose end is the page's end.
 *
 * <p><b>Threading:</b> called by the server, one call at a time.
 */
public final class PageSocket implements Session.Listener.AutoDemanding {
    private static final Logger LOG = LoggerFactory.getLogger(PageSocket.class);
    private static final int POLICY = 1008;
    private static final int TRY_LATER = 1013;

    private final Pages pages;
    private final RateLimit rate =
            new RateLimit(Limits.MESSAGES_A_SECOND, Limits.MESSAGES_AT_ONCE, Ticker.systemTicker());
    private @Nullable Session session;
    private @Nullable Page page;

    PageSocket(Pages pages) {
        this.pages = pages;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        try {
            Page made = pages.open(new Outbox(opened));
            page = made;
            made.outbox()
                    .send(JsonNodeFactory.instance
                            .objectNode()
                            .put("type", "hello")
                            .put("page", made.id()));
        } catch (Refusal refusal) {
            LOG.warn("refused a page: {}", refusal.getMessage());
            opened.close(TRY_LATER, refusal.getMessage(), Callback.NOOP);
        }
    }

    @Override
    public void onWebSocketBinary(ByteBuffer message, Callback callback) {
        answer(() -> Objects.requireNonNull(page).take(PictureMessage.read(message)));
        callback.succeed();
    }

    @Override
    public void onWebSocketText(String message) {
        answer(() -> Objects.requireNonNull(page).take(Json.object(message)));
    }

    private void answer(Runnable work) {
        Page to = page;
        if (to == null) {
            return;
        }
        if (!rate.allows()) {
            LOG.warn("a page is closed, since it sends more than {} messages a second", Limits.MESSAGES_A_SECOND);
            Objects.requireNonNull(session).close(POLICY, "too many messages", Callback.NOOP);
            end();
            return;
        }
        try {
            work.run();
        } catch (RuntimeException e) {
            to.outbox()
                    .send(Problem.logged(e, LOG, "a message of a page failed").json());
        }
    }

    @Override
    public void onWebSocketClose(int status, @Nullable String reason, Callback callback) {
        end();
        callback.succeed();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("a page's connection failed", cause);
        end();
    }

    private void end() {
        Page ended = page;
        page = null;
        if (ended != null) {
            pages.close(ended);
        }
    }
}
