package io.talkinghead.verification;

import static io.talkinghead.verification.Samples.ASTRONAUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.Backends;
import io.talkinghead.Engine;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.FrameStream;
import io.talkinghead.drive.FrameTime;
import io.talkinghead.drive.Pose;
import io.talkinghead.drive.PoseStream;
import io.talkinghead.face.FaceChoice;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.image.Resampler;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoReader;
import io.talkinghead.spi.video.VideoWriter;
import io.talkinghead.work.Cancellation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Large videos, of which only a window around the face is made: the landmarks are those of whole frames. */
@Timeout(180)
class LargeVideosTest {
    /** The face leaves the picture on the right in these. */
    private static final int[] PLACES = {0, 20, 45, 60, 3000, 60, 40};

    private static Engine engine;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        engine = Engine.open();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    /** The second is searched in a smaller picture; in the third the face reaches beyond it; in the last its window is shrunk. */
    @ParameterizedTest
    @CsvSource({
        "1440, 810, 500, 400, 100",
        "2304, 1296, 500, 900, 300",
        "1440, 810, 500, -110, -60",
        "1600, 900, 1400, 100, -20"
    })
    void follow_largeVideo_findsTheLandmarksOfWholeFrames(int width, int height, int side, int left, int top) {
        Path file = video(width, height, side, left, top);
        List<Pose> expected = poses(Driver.frames(() -> new WholeFrames(file), "frames"));
        List<Pose> found = poses(Driver.video(file));
        assertThat(found).hasSize(PLACES.length);
        for (int i = 0; i < PLACES.length; i++) {
            assertThat(found.get(i).time()).isEqualTo(expected.get(i).time());
            Optional<Landmarks> landmarks = found.get(i).landmarks();
            assertThat(landmarks.isPresent())
                    .as("frame %s", i)
                    .isEqualTo(expected.get(i).landmarks().isPresent())
                    .isEqualTo(PLACES[i] < width);
            if (landmarks.isPresent()) {
                Landmarks whole = expected.get(i).landmarks().orElseThrow();
                assertThat(apart(landmarks.get(), whole)).as("frame %s", i).isLessThan(0.03);
            }
        }
    }

    @Test
    void follow_smallVideo_findsTheSameNumbersAsInWholeFrames() {
        Path file = video(480, 320, 300, 20, 10);
        assertThat(poses(Driver.video(file))).isEqualTo(poses(Driver.frames(() -> new WholeFrames(file), "frames")));
    }

    /** Returns how far the points of two faces lie from each other on average, in distances of the eyes. */
    private static double apart(Landmarks one, Landmarks other) {
        double sum = 0;
        for (int i = 0; i < Landmarks.COUNT; i++) {
            sum += Math.hypot(one.x(i) - other.x(i), one.y(i) - other.y(i));
        }
        return sum / Landmarks.COUNT / other.eyeDistance();
    }

    private static List<Pose> poses(Driver driver) {
        List<Pose> poses = new ArrayList<>();
        try (PoseStream stream = engine.follow(driver, FaceChoice.largest(), new Cancellation())) {
            for (Optional<Pose> next = stream.next(); next.isPresent(); next = stream.next()) {
                poses.add(next.get());
            }
        }
        return poses;
    }

    /** The sample portrait on a plain wall, moved to the right from frame to frame. */
    private Path video(int width, int height, int side, int left, int top) {
        Frame portrait = Resampler.resize(ImageFiles.read(ASTRONAUT), side, side);
        Path file = folder.resolve("large.mp4");
        try (VideoWriter writer = Backends.videos().openWriter(file, new VideoFormat(width, height, 25), null)) {
            for (int i = 0; i < PLACES.length; i++) {
                writer.write(placed(portrait, width, height, left + PLACES[i], top), i);
            }
            writer.finish();
        }
        return file;
    }

    private static Frame placed(Frame portrait, int width, int height, int left, int top) {
        Frame wall = Samples.faceless(width, height);
        for (int y = Math.max(0, -top); y < Math.min(portrait.heightPx(), height - top); y++) {
            int first = Math.max(0, -left);
            int end = Math.min(portrait.widthPx(), width - left);
            if (first < end) {
                System.arraycopy(
                        portrait.rgb(),
                        3 * (y * portrait.widthPx() + first),
                        wall.rgb(),
                        3 * ((top + y) * width + left + first),
                        3 * (end - first));
            }
        }
        return wall;
    }

    /** A video whose frames are made whole, whatever their size. */
    private static final class WholeFrames implements FrameStream {
        private final VideoReader reader;
        private long next;

        WholeFrames(Path file) {
            reader = Backends.videos().openReader(file);
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
        public void close() {
            reader.close();
        }
    }
}
