package io.talkinghead.video;

import java.util.ArrayDeque;
import java.util.Deque;

/** Owners that are closed together, once, the youngest first. */
final class CloseStack implements AutoCloseable {
    private final Deque<Runnable> actions = new ArrayDeque<>();

    /** Runs an action at the close. */
    void push(Runnable action) {
        actions.push(action);
    }

    @Override
    public void close() {
        while (!actions.isEmpty()) {
            actions.pop().run();
        }
    }
}
