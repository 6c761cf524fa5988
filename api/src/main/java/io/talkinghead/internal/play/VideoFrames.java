package io.talkinghead.internal.play;

import io.talkinghead.drive.FrameStream;
import io.talkinghead.drive.FrameTime;
import io.talkinghead.spi.video.VideoPicture;
import io.talkinghead.spi.video.VideoReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The frames of a video, each at its own time. Owns the reader; tells at its end what damage has cost. */
final class VideoFrames implements FrameStream {
    private static final Logger LOG = LoggerFactory.getLogger(VideoFrames.class);

    private final Path file;
    private final VideoReader reader;
    private long next;
    private boolean closed;

    VideoFrames(Path file, VideoReader reader) {
        this.file = file;
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
        if (closed) {
            return;
        }
        closed = true;
        reader.close();
        int lost = reader.lostPictures();
        if (lost > 0) {
            LOG.warn("{}: {} damaged {} passed over", file, lost, lost == 1 ? "picture was" : "pictures were");
        }
    }
}
