package io.talkinghead.internal.play;

import io.talkinghead.drive.FrameStream;
import io.talkinghead.internal.run.NextAhead;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The frames of a file, fetched one ahead by a thread of its own: the next one is decoded while a face is looked for in this one.
 * Not for live sources, which would be a frame late.
 */
final class AheadFrames implements FrameStream {
    private final FrameStream frames;
    private final double framesPerSecond;
    private final OptionalLong frameCount;
    private final int neutralWindow;
    private final NextAhead<TimedFrame> next;

    /** Takes over a stream; from now on the worker alone reads it. */
    AheadFrames(FrameStream frames) {
        this.frames = frames;
        framesPerSecond = frames.framesPerSecond();
        frameCount = frames.frameCount();
        neutralWindow = frames.neutralWindow();
        next = new NextAhead<>("talkinghead-frames", "the next frame", frames::next);
    }

    @Override
    public double framesPerSecond() {
        return framesPerSecond;
    }

    @Override
    public OptionalLong frameCount() {
        return frameCount;
    }

    @Override
    public int neutralWindow() {
        return neutralWindow;
    }

    @Override
    public Optional<TimedFrame> next() {
        return next.next();
    }

    @Override
    public void close() {
        next.close();
        frames.close();
    }
}
