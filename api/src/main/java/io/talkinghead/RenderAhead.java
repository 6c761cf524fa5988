package io.talkinghead;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import io.talkinghead.face.Landmarks;
import io.talkinghead.internal.run.Awaited;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Frames being rendered, handed out in their order. Two at once: while one waits for a part of its picture that a single thread
 * makes, such as warping, the network of the other has the processors. Each is what it would be alone.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class RenderAhead implements AutoCloseable {
    private static final int AT_ONCE = 2;

    private final TalkingHead head;
    private final ExecutorService workers;
    private final int capacity;
    private final Deque<Future<Performance.Shot>> underway = new ArrayDeque<>();

    private RenderAhead(TalkingHead head, ExecutorService workers, int capacity) {
        this.head = head;
        this.workers = workers;
        this.capacity = capacity;
    }

    /** Renders one after the other in the caller's thread: for live sources, and where one thread was asked for. */
    static RenderAhead none(TalkingHead head) {
        return new RenderAhead(head, MoreExecutors.newDirectExecutorService(), 1);
    }

    /** Renders two at once. */
    static RenderAhead two(TalkingHead head) {
        ExecutorService workers = Executors.newFixedThreadPool(
                AT_ONCE,
                new ThreadFactoryBuilder()
                        .setDaemon(true)
                        .setNameFormat("talkinghead-render-%d")
                        .build());
        // One more is waiting, so that no worker ever does.
        return new RenderAhead(head, workers, AT_ONCE + 1);
    }

    boolean isEmpty() {
        return underway.isEmpty();
    }

    boolean isFull() {
        return underway.size() == capacity;
    }

    /** Begins a frame. */
    void add(long index, Landmarks target) {
        underway.add(workers.submit(() -> new Performance.Shot(index, head.render(target))));
    }

    /** Waits for the frame begun first, and throws what went wrong with it. */
    Performance.Shot take() {
        return Awaited.get(underway.remove(), "the next frame");
    }

    /** Waits for what has begun: the head may be closed next. */
    @Override
    public void close() {
        underway.forEach(frame -> frame.cancel(false));
        workers.shutdown();
        Uninterruptibles.awaitTerminationUninterruptibly(workers);
    }
}
