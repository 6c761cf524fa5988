package io.talkinghead.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Ticker;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.work.Cancellation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LiveFramesTest {
    private static final Frame PICTURE = Frame.of(1, 1, new byte[3]);

    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    /** A camera that gives nothing. */
    private Optional<Frame> nothing() {
        asked.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private LiveFrames frames(Supplier<Optional<Frame>> source) {
        return new LiveFrames(source, 25, cancellation);
    }

    /** Cancels as soon as the camera is asked. */
    private Thread canceller() {
        Thread thread = new Thread(() -> {
            try {
                asked.await();
                cancellation.cancel();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void next_framesComing_numbersThem() {
        try (LiveFrames frames = frames(() -> Optional.of(PICTURE))) {
            assertThat(frames.next().orElseThrow().time().index()).isZero();
            assertThat(frames.next().orElseThrow().time().index()).isEqualTo(1);
        }
    }

    @Test
    void next_framesComingUnevenly_timesThemByTheClock() {
        long[] nanos = new long[1];
        Ticker clock = new Ticker() {
            @Override
            public long read() {
                return nanos[0];
            }
        };
        long[] steps = {5_000_000, 40_000_000, 160_000_000, 0};
        int[] calls = new int[1];
        Supplier<Optional<Frame>> camera = () -> {
            nanos[0] += steps[calls[0]++];
            return Optional.of(PICTURE);
        };
        try (LiveFrames frames = new LiveFrames(camera, 25, cancellation, clock)) {
            assertThat(frames.next().orElseThrow().time().start()).isZero();
            assertThat(frames.next().orElseThrow().time().start()).isEqualTo(Duration.ofMillis(40));
            assertThat(frames.next().orElseThrow().time().start()).isEqualTo(Duration.ofMillis(200));
            assertThat(frames.next().orElseThrow().time().start()).isGreaterThan(Duration.ofMillis(200));
        }
    }

    @Test
    void next_always_asksOneThreadThatIsNotTheCallers() {
        Thread[] threads = new Thread[3];
        int[] calls = new int[1];
        try (LiveFrames frames = frames(() -> {
            threads[calls[0]++] = Thread.currentThread();
            return Optional.of(PICTURE);
        })) {
            frames.next();
            frames.next();
        }
        assertThat(threads[0]).isNotSameAs(Thread.currentThread()).isSameAs(threads[1]);
        assertThat(threads[0].isDaemon()).isTrue();
    }

    @Test
    void next_failingSource_throwsItsFailure() {
        try (LiveFrames frames = frames(() -> {
            throw new IllegalStateException("unplugged");
        })) {
            assertThatThrownBy(frames::next).hasMessage("unplugged");
        }
    }

    @Test
    void next_sourceThatGivesNothing_hearsTheCancellationAndClosingInterruptsTheSource() throws InterruptedException {
        LiveFrames frames = frames(this::nothing);
        Thread canceller = canceller();
        assertThatThrownBy(frames::next)
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        frames.close();
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        canceller.join();
    }

    @Test
    void close_sourceThatIgnoresInterrupts_doesNotWaitForIt() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        LiveFrames frames = frames(() -> {
            asked.countDown();
            boolean released = false;
            while (!released) {
                try {
                    released = release.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    // As native code does.
                }
            }
            return Optional.empty();
        });
        Thread canceller = canceller();
        assertThatThrownBy(frames::next).isInstanceOf(TalkingHeadException.class);
        frames.close();
        release.countDown();
        canceller.join();
    }
}
