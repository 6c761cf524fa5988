package io.talkinghead.internal.play;

import io.talkinghead.drive.FrameStream;
import io.talkinghead.drive.FrameTime;
import io.talkinghead.spi.video.VideoReader;
import java.util.Optional;
import java.util.OptionalLong;

/** The frames of a video, each at its own time. Owns the reader. */
final class VideoFrames implements FrameStream {
    private final VideoReader reader;
    private long next;

    VideoFrames(VideoReader reader) {
        this.reader = reader;
    }

    @Override
    public double framesPerSecond() {
        return reader.format().framesPerSecond();
    }

    @Override
    public Optional<TimedFrame> next() {
        return reader.next()
                .map(read -> new TimedFrame(new FrameTime(next++, read.time(), read.length()), read.frame()));
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
