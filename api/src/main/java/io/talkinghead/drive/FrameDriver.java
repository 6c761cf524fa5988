package io.talkinghead.drive;

import java.util.function.Supplier;

/**
 * Frames from anywhere.
 *
 * @param frames opens them
 * @param name what to call them in errors
 */
record FrameDriver(Supplier<? extends FrameStream> frames, String name) implements Driver {
    @Override
    public PoseStream open(DriverContext context) {
        return context.follow(frames.get());
    }
}
