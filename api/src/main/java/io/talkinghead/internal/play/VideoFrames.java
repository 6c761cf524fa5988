package io.talkinghead.internal.play;

import io.talkinghead.drive.FrameStream;
import io.talkinghead.spi.video.VideoReader;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** The frames of a video: where its rate varies, each takes the nearest free place of an even rate. Owns the reader. */
final class VideoFrames implements FrameStream {
    private static final double NANOS = 1e9;

    private final VideoReader reader;
    private long lastIndex = -1;

    VideoFrames(VideoReader reader) {
        this.reader = reader;
    }

    @Override
    public double framesPerSecond() {
        return reader.format().framesPerSecond();
    }

    @Override
    public Optional<IndexedFrame> next() {
        return reader.next().map(timed -> {
            lastIndex = Math.max(lastIndex + 1, index(timed.time()));
            return new IndexedFrame(lastIndex, timed.frame());
        });
    }

    private long index(Duration time) {
        return Math.round(time.toNanos() / NANOS * framesPerSecond());
    }

    @Override
    public OptionalLong frameCount() {
        return reader.frameCount();
    }

    @Override
    public void close() {
        reader.close();
    }
}
