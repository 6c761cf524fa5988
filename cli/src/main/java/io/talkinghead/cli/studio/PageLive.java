package io.talkinghead.cli.studio;

import io.talkinghead.work.Cancellation;
import org.jspecify.annotations.Nullable;

/**
 * The camera of one page: off, or moving the portrait.
 *
 * <p><b>Threading:</b> any thread.
 */
final class PageLive implements AutoCloseable {
    private final Outbox outbox;
    private final Cancellation page;
    private @Nullable LiveLoop loop;
    private @Nullable LiveLoop before;
    private @Nullable LiveSettings settings;

    PageLive(Outbox outbox, Cancellation page) {
        this.outbox = outbox;
        this.page = page;
    }

    /** Begins, or begins anew with other settings. */
    synchronized void begin(Portrait portrait, LiveSettings chosen) {
        close();
        if (!page.isCancelled()) {
            settings = chosen;
            loop = new LiveLoop(portrait, chosen, outbox, page);
        }
    }

    /** Moves another portrait, if any is moved. */
    synchronized void show(Portrait portrait) {
        if (settings != null) {
            begin(portrait, settings);
        }
    }

    /** Takes a frame; one that comes after the end is dropped. */
    synchronized void take(PictureMessage frame) {
        if (loop != null) {
            loop.take(frame);
        }
    }

    /** Takes the next face as the calm one. */
    synchronized void calm() {
        if (loop != null) {
            loop.calm();
        }
    }

    /** Makes the motion stronger or weaker, now and in what begins later of itself. */
    synchronized void strengthen(double strength) {
        if (settings != null) {
            settings = new LiveSettings(settings.sizePx(), settings.motion(), settings.smoothing(), strength);
        }
        if (loop != null) {
            loop.strengthen(strength);
        }
    }

    /** Ends it, if it is on. */
    @Override
    public synchronized void close() {
        settings = null;
        if (loop != null) {
            loop.close();
            before = loop;
            loop = null;
        }
    }

    /** Waits for the end of what was ended. */
    void await() {
        LiveLoop last;
        synchronized (this) {
            last = before;
        }
        if (last != null) {
            last.await();
        }
    }
}
