package io.talkinghead.drive;

import io.talkinghead.spi.video.VideoReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A video file.
 *
 * @param file the file
 */
record VideoDriver(Path file) implements Driver {
    @Override
    public PoseStream open(DriverContext context) {
        VideoReader reader = context.videos().apply(file);
        return new AheadPoses(
                TrackedPoses.of(new VideoFrames(reader), reader.format().framesPerSecond(), context));
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public Optional<Path> sound() {
        return Optional.of(file);
    }

    /** The frames of a video: where its rate varies, each takes the nearest free place of an even rate. */
    private static final class VideoFrames implements FrameSource {
        private static final double NANOS = 1e9;

        private final VideoReader reader;
        private long lastIndex = -1;

        VideoFrames(VideoReader reader) {
            this.reader = reader;
        }

        @Override
        public Optional<IndexedFrame> next() {
            return reader.next().map(timed -> {
                lastIndex = Math.max(lastIndex + 1, index(timed.time()));
                return new IndexedFrame(lastIndex, timed.frame());
            });
        }

        private long index(Duration time) {
            return Math.round(time.toNanos() / NANOS * reader.format().framesPerSecond());
        }

        @Override
        public OptionalLong frameCount() {
            return reader.frameCount();
        }

        @Override
        public int window() {
            return 300;
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
