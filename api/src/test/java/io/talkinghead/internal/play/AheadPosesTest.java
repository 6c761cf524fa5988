package io.talkinghead.internal.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.drive.FrameTime;
import io.talkinghead.drive.Pose;
import io.talkinghead.drive.PoseStream;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AheadPosesTest {
    /** Five poses; the fourth cannot be read where that is wanted. */
    private static class Poses implements PoseStream {
        final Semaphore asked = new Semaphore(0);
        final AtomicBoolean closed = new AtomicBoolean();
        final boolean broken;
        long next;

        Poses(boolean broken) {
            this.broken = broken;
        }

        @Override
        public double framesPerSecond() {
            return 25;
        }

        @Override
        public OptionalLong frameCount() {
            return OptionalLong.of(5);
        }

        @Override
        public Optional<Pose> next() {
            asked.release();
            if (broken && next == 3) {
                throw new TalkingHeadException(ErrorCode.VIDEO_UNREADABLE, "frame 3 is damaged");
            }
            return next == 5 ? Optional.empty() : Optional.of(new Pose(FrameTime.even(next++, 25), Optional.empty()));
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    @Test
    void next_toTheEnd_keepsTheOrder() {
        List<Long> seen = new ArrayList<>();
        try (AheadPoses ahead = new AheadPoses(new Poses(false))) {
            for (Optional<Pose> pose = ahead.next(); pose.isPresent(); pose = ahead.next()) {
                seen.add(pose.get().time().index());
            }
            assertThat(ahead.next()).isEmpty();
        }
        assertThat(seen).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void next_once_hasTheSecondFetchedMeanwhile() throws InterruptedException {
        Poses poses = new Poses(false);
        try (AheadPoses ahead = new AheadPoses(poses)) {
            ahead.next();
            // Nobody asks any more; the worker reads on by itself.
            poses.asked.acquire(2);
        }
        assertThat(poses.next).isEqualTo(2);
    }

    @Test
    void next_damagedFrame_failsAfterTheFramesBeforeIt() {
        try (AheadPoses ahead = new AheadPoses(new Poses(true))) {
            for (long i = 0; i < 3; i++) {
                assertThat(ahead.next().orElseThrow().time().index()).isEqualTo(i);
            }
            assertThatThrownBy(ahead::next)
                    .isInstanceOfSatisfying(
                            TalkingHeadException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.VIDEO_UNREADABLE));
        }
    }

    @Test
    void close_whileReading_waitsBeforeItClosesTheReader() throws InterruptedException {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        AtomicBoolean closedUnderIt = new AtomicBoolean();
        Poses poses = new Poses(false) {
            @Override
            public Optional<Pose> next() {
                Optional<Pose> pose = super.next();
                if (next == 2) {
                    try {
                        mayGoOn.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    closedUnderIt.set(closed.get());
                }
                return pose;
            }
        };
        AheadPoses ahead = new AheadPoses(poses);
        ahead.next();
        poses.asked.acquire(2);
        Thread closer = new Thread(ahead::close);
        closer.start();
        while (closer.getState() == Thread.State.RUNNABLE || closer.getState() == Thread.State.NEW) {
            Thread.onSpinWait();
        }
        mayGoOn.countDown();
        closer.join();
        assertThat(poses.closed).isTrue();
        assertThat(closedUnderIt).isFalse();
    }

    @Test
    void next_threadInterrupted_isCancelled() {
        try (AheadPoses ahead = new AheadPoses(new Poses(false))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(ahead::next)
                    .isInstanceOfSatisfying(
                            TalkingHeadException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
            assertThat(Thread.interrupted()).isTrue();
            // Nothing is lost: what was being read comes next.
            assertThat(ahead.next().orElseThrow().time().index()).isZero();
        }
    }
}
