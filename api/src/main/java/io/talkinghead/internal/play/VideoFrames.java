package io.talkinghead.internal.play;

import io.talkinghead.drive.FrameStream;
import io.talkinghead.drive.FrameTime;
import io.talkinghead.spi.video.VideoPicture;
import io.talkinghead.spi.video.VideoReader;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

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
        return next((time, picture) -> new TimedFrame(time, picture.whole()));
    }

    /** Reads the next frame and makes something of it, which must not keep the picture. */
    <T> Optional<T> next(BiFunction<FrameTime, VideoPicture, T> use) {
        return reader.nextPicture()
                .map(picture -> use.apply(new FrameTime(next++, picture.time(), picture.length()), picture));
    }

    int widthPx() {
        return reader.format().widthPx();
    }

    int heightPx() {
        return reader.format().heightPx();
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
