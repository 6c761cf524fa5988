package io.talkinghead.drive;

import io.talkinghead.image.Frame;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Frames as they come. */
final class LiveFrames implements FrameSource {
    private final Supplier<Optional<Frame>> frames;
    private final double framesPerSecond;
    private long next;

    LiveFrames(Supplier<Optional<Frame>> frames, double framesPerSecond) {
        this.frames = frames;
        this.framesPerSecond = framesPerSecond;
    }

    @Override
    public Optional<IndexedFrame> next() {
        return frames.get().map(frame -> new IndexedFrame(next++, frame));
    }

    @Override
    public OptionalLong frameCount() {
        return OptionalLong.empty();
    }

    @Override
    public int window() {
        return (int) Math.max(1, Math.round(framesPerSecond));
    }

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public void close() {}
}
