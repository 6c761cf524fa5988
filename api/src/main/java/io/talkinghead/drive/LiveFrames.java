package io.talkinghead.drive;

import io.talkinghead.image.Frame;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.Workers;
import io.talkinghead.work.Cancellation;
import java.util.Optional;
import java.util.function.Supplier;

/** Frames as they come. A thread of its own waits for them, so that whoever cancels need not wait for a source that gives nothing. */
final class LiveFrames implements FrameStream {
    private final Supplier<Optional<Frame>> frames;
    private final double framesPerSecond;
    private final Cancellation cancellation;
    private final Workers worker = Workers.single("talkinghead-live");
    private long next;

    LiveFrames(Supplier<Optional<Frame>> frames, double framesPerSecond, Cancellation cancellation) {
        this.frames = frames;
        this.framesPerSecond = framesPerSecond;
        this.cancellation = cancellation;
    }

    @Override
    public Optional<IndexedFrame> next() {
        return Awaited.get(worker.submit(frames::get), "a live frame", cancellation)
                .map(frame -> new IndexedFrame(next++, frame));
    }

    @Override
    public double framesPerSecond() {
        return framesPerSecond;
    }

    @Override
    public int neutralWindow() {
        return (int) Math.max(1, Math.round(framesPerSecond));
    }

    @Override
    public boolean isLive() {
        return true;
    }

    /** Interrupts a source that is still waited for. */
    @Override
    public void close() {
        worker.abandon();
    }
}
