package io.talkinghead.internal.play;

import io.talkinghead.drive.FrameStream.TimedFrame;
import io.talkinghead.drive.FrameTime;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.Workers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Frames being rendered, handed out in their order. Two at once: while one waits for a part of its picture that a single thread
 * makes, such as warping, the network of the other has the processors. Each is what it would be alone.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class RenderAhead implements AutoCloseable {
    private static final int AT_ONCE = 2;

    private final Function<Landmarks, Frame> renderer;
    private final Workers workers;
    private final int capacity;
    private final Deque<Future<TimedFrame>> underway = new ArrayDeque<>();

    private RenderAhead(Function<Landmarks, Frame> renderer, Workers workers, int capacity) {
        this.renderer = renderer;
        this.workers = workers;
        this.capacity = capacity;
    }

    /** Renders one after the other in the caller's thread: for live sources, and where one thread was asked for. */
    static RenderAhead none(Function<Landmarks, Frame> renderer) {
        return new RenderAhead(renderer, Workers.none(), 1);
    }

    /** Renders two at once. */
    static RenderAhead two(Function<Landmarks, Frame> renderer) {
        // One more is waiting, so that no worker ever does.
        return new RenderAhead(renderer, Workers.of("talkinghead-render", AT_ONCE), AT_ONCE + 1);
    }

    boolean isEmpty() {
        return underway.isEmpty();
    }

    boolean isFull() {
        return underway.size() == capacity;
    }

    /** Begins a frame. */
    void add(FrameTime time, Landmarks target) {
        underway.add(workers.submit(() -> new TimedFrame(time, renderer.apply(target))));
    }

    /** Waits for the frame begun first, and throws what went wrong with it. */
    TimedFrame take() {
        return Awaited.get(underway.remove(), "the next frame");
    }

    /** Drops what has not begun and waits for what has: the head may be closed next. */
    @Override
    public void close() {
        workers.close();
    }
}
