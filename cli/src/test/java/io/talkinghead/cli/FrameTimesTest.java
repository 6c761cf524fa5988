package io.talkinghead.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.Backends;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.image.Resampler;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoReader;
import io.talkinghead.spi.video.VideoWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A driver whose frames last differently long is followed at its own times, directly and by way of a track. */
class FrameTimesTest {
    private static final Path PHOTO = Path.of("../examples/samples", "astronaut.png");
    private static final List<Long> MILLIS = List.of(0L, 40L, 80L, 240L, 400L, 560L, 600L, 640L);
    private static final int WALL = 4;

    @TempDir
    private Path folder;

    private Path driver;

    @BeforeEach
    void drawDriver() {
        driver = folder.resolve("driver.mp4");
        Frame portrait = ImageFiles.read(PHOTO);
        try (VideoWriter writer = Backends.videos().openWriter(driver, new VideoFormat(160, 160, 25), null)) {
            for (int i = 0; i < MILLIS.size(); i++) {
                SquareCrop seen = new SquareCrop(i == WALL ? 0 : 100 + i, i == WALL ? 400 : 0, i == WALL ? 60 : 256);
                writer.write(
                        Resampler.crop(portrait, seen, 160),
                        Duration.ofMillis(MILLIS.get(i)),
                        Duration.ofMillis(i == 7 ? 900 : 40));
            }
            writer.finish();
        }
    }

    @Test
    void animate_varyingRate_keepsEachTimeDirectlyAndThroughATrack() {
        assertThat(times(animate(driver, "direct.mp4"))).containsExactlyElementsOf(MILLIS);
        Path track = folder.resolve("track.json");
        run("track", driver, "--out", track, "--quiet");
        assertThat(times(animate(track, "tracked.mp4"))).containsExactlyElementsOf(MILLIS);
        for (String name : List.of("direct.mp4", "tracked.mp4")) {
            assertThat(endMillis(folder.resolve(name))).as(name).isCloseTo(1540, within(1.0));
        }
    }

    @Test
    void animate_skippingFramesWithoutAFace_doesNotDrift() {
        List<Long> rest = new ArrayList<>(MILLIS);
        rest.remove(WALL);
        assertThat(times(animate(driver, "skipped.mp4", "--no-face", "skip"))).containsExactlyElementsOf(rest);
    }

    private Path animate(Path by, String name, Object... more) {
        Path out = folder.resolve(name);
        List<Object> line = new ArrayList<>(
                List.of("animate", "--photos", PHOTO, "--driver", by, "--out", out, "--size", 64, "--quiet"));
        line.addAll(List.of(more));
        run(line.toArray());
        return out;
    }

    private static void run(Object... line) {
        StringWriter err = new StringWriter();
        CommandLine command = TalkingHeadCommand.commandLine().setErr(new PrintWriter(err));
        String[] words = new String[line.length];
        for (int i = 0; i < line.length; i++) {
            words[i] = line[i].toString();
        }
        assertThat(command.execute(words)).as(err.toString()).isZero();
    }

    private static List<Long> times(Path video) {
        List<Long> millis = new ArrayList<>();
        read(video).forEach(frame -> millis.add(Math.round((double) frame.time().toNanos() / 1e6)));
        return millis;
    }

    private static double endMillis(Path video) {
        List<VideoReader.TimedFrame> frames = read(video);
        VideoReader.TimedFrame last = frames.get(frames.size() - 1);
        return (double) last.time().plus(last.length()).toNanos() / 1e6;
    }

    private static List<VideoReader.TimedFrame> read(Path video) {
        List<VideoReader.TimedFrame> frames = new ArrayList<>();
        try (VideoReader reader = Backends.videos().openReader(video)) {
            for (Optional<VideoReader.TimedFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
                frames.add(next.get());
            }
        }
        return frames;
    }
}
