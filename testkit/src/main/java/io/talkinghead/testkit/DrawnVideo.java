package io.talkinghead.testkit;

import io.talkinghead.drive.FrameTime;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * A "video" of a drawn face that moves to the right: its file says {@code frames fps pixelsPerFrame damagedAt}, and {@code lost} if any
 * are.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DrawnVideo implements VideoReader {
    static final int WIDTH = 200;
    static final int HEIGHT = 100;
    private final Path file;
    private final List<Double> numbers;
    private int next;

    private DrawnVideo(Path file, List<Double> numbers) {
        this.file = file;
        this.numbers = numbers;
    }

    public static VideoReader open(Path file) {
        try {
            List<Double> numbers = List.of(Files.readString(file).strip().split(" ")).stream()
                    .map(Double::valueOf)
                    .toList();
            return new DrawnVideo(file, numbers);
        } catch (NumberFormatException e) {
            throw new TalkingHeadException(ErrorCode.VIDEO_UNREADABLE, file + ": it is no video", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public VideoFormat format() {
        return new VideoFormat(WIDTH, HEIGHT, numbers.get(1));
    }

    @Override
    public OptionalLong frameCount() {
        return OptionalLong.of(numbers.get(0).longValue());
    }

    @Override
    public Optional<TimedFrame> next() {
        if (next == numbers.get(3).intValue()) {
            throw new TalkingHeadException(ErrorCode.VIDEO_UNREADABLE, file + ": it is damaged");
        }
        if (next >= numbers.get(0)) {
            return Optional.empty();
        }
        Frame frame = DrawnFaces.picture(WIDTH, HEIGHT, 40 + next * numbers.get(2), 50, 16);
        FrameTime time = FrameTime.even(next++, numbers.get(1));
        return Optional.of(new TimedFrame(frame, time.start(), time.length()));
    }

    @Override
    public int lostPictures() {
        return numbers.size() > 4 ? numbers.get(4).intValue() : 0;
    }

    @Override
    public void close() {}
}
