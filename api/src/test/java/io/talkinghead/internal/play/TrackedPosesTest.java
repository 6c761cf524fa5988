package io.talkinghead.internal.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.drive.FrameStream;
import io.talkinghead.drive.FrameTime;
import io.talkinghead.drive.Pose;
import io.talkinghead.face.Face;
import io.talkinghead.face.FaceChoice;
import io.talkinghead.face.FaceRegion;
import io.talkinghead.face.pose.FaceFollower;
import io.talkinghead.image.Frame;
import io.talkinghead.spi.FaceAnalyzer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class TrackedPosesTest {
    private static final class Numbered implements FrameStream {
        private final Semaphore asked = new Semaphore(0);
        private volatile boolean closed;
        private volatile int next;

        @Override
        public double framesPerSecond() {
            return 12;
        }

        @Override
        public OptionalLong frameCount() {
            return OptionalLong.of(3);
        }

        @Override
        public int neutralWindow() {
            return 7;
        }

        @Override
        public Optional<TimedFrame> next() {
            int index = next;
            Optional<TimedFrame> frame = index == 3
                    ? Optional.empty()
                    : Optional.of(new TimedFrame(
                            FrameTime.even(index, 12), Frame.of(1, 1, new byte[] {(byte) index, 0, 0})));
            next = Math.min(3, index + 1);
            asked.release();
            return frame;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Sees no faces, and keeps what it was shown. */
    private static final class Shown implements FaceAnalyzer {
        private final List<Integer> frames = new ArrayList<>();

        @Override
        public List<Face> analyze(Frame picture) {
            frames.add(picture.sample(0, 0, 0));
            return List.of();
        }

        @Override
        public Optional<Face> track(Frame picture, FaceRegion region) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    @Test
    void readAhead_toTheEnd_looksAtEachFrameInItsOrder() {
        Numbered frames = new Numbered();
        Shown seen = new Shown();
        List<Long> times = new ArrayList<>();
        try (TrackedPoses poses = TrackedPoses.readAhead(frames, new FaceFollower(seen, FaceChoice.largest()))) {
            assertThat(poses.framesPerSecond()).isEqualTo(12);
            assertThat(poses.frameCount()).hasValue(3);
            assertThat(poses.neutralWindow()).isEqualTo(7);
            for (Optional<Pose> pose = poses.next(); pose.isPresent(); pose = poses.next()) {
                times.add(pose.get().time().index());
            }
        }
        assertThat(seen.frames).containsExactly(0, 1, 2);
        assertThat(times).containsExactly(0L, 1L, 2L);
        assertThat(frames.closed).isTrue();
    }

    @Test
    void readAhead_once_hasTheSecondReadMeanwhile() throws InterruptedException {
        Numbered frames = new Numbered();
        try (TrackedPoses poses = TrackedPoses.readAhead(frames, new FaceFollower(new Shown(), FaceChoice.largest()))) {
            poses.next();
            // Nobody asks any more; the worker reads on by itself.
            frames.asked.acquire(2);
        }
        assertThat(frames.next).isEqualTo(2);
    }
}
