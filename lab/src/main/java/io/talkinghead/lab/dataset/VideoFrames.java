package io.talkinghead.lab.dataset;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.spi.video.VideoReader;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Frames of a video at an even rate. Where it is damaged, what comes before the damage is used. */
final class VideoFrames implements SourceFrames {
    private static final double NANOS = 1e9;
    /** A head hardly moves further in this time than the landmark network looks. */
    private static final double MAX_STEP_SECONDS = 0.15;

    private final VideoReader reader;
    private final Consumer<String> problems;
    private final int maxFrames;
    private final double step;
    private double wanted;
    private int count;

    VideoFrames(VideoReader reader, PreparationOptions options, Consumer<String> problems) {
        this.reader = reader;
        this.problems = problems;
        maxFrames = options.maxFrames();
        double rate = reader.format().framesPerSecond();
        double evenly = reader.frameCount().orElse(0) / rate / maxFrames;
        step = Math.max(evenly, 1 / Math.min(rate, options.maxFramesPerSecond()));
    }

    @Override
    public Optional<SourceFrame> next() {
        // Half a source frame of tolerance: times are rounded.
        double tolerance = 0.5 / reader.format().framesPerSecond();
        try {
            while (count < maxFrames) {
                Optional<VideoReader.TimedFrame> frame = reader.next();
                if (frame.isEmpty()) {
                    return Optional.empty();
                }
                Duration time = frame.get().time();
                double seconds = time.toNanos() / NANOS;
                if (seconds >= wanted - tolerance) {
                    wanted = Math.max(wanted, seconds - step) + step;
                    return Optional.of(
                            new SourceFrame(count++, time, frame.get().frame()));
                }
            }
        } catch (TalkingHeadException e) {
            if (e.code() != ErrorCode.VIDEO_UNREADABLE) {
                throw e;
            }
            problems.accept(String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    @Override
    public boolean continuous() {
        return step <= MAX_STEP_SECONDS;
    }

    @Override
    public void close() {
        reader.close();
        int lost = reader.lostPictures();
        if (lost > 0) {
            problems.accept(lost + (lost == 1 ? " damaged picture was" : " damaged pictures were") + " passed over");
        }
    }
}
