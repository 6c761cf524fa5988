package io.talkinghead.verification;

import static io.talkinghead.verification.Samples.ASTRONAUT;
import static io.talkinghead.verification.Samples.assertFails;
import static io.talkinghead.verification.Samples.faceless;
import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.Animation;
import io.talkinghead.AnimationOptions;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.FrameStream;
import io.talkinghead.drive.FrameTime;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.person.Photo;
import io.talkinghead.work.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frames that come as they happen, or from somebody else's code. */
@Timeout(60)
class LiveDriverTest {
    private static final Frame PICTURE = ImageFiles.read(ASTRONAUT);

    private static TalkingHead head;

    @BeforeAll
    static void open() {
        head = TalkingHead.builder(Photo.of(ASTRONAUT)).size(64).build();
    }

    @AfterAll
    static void close() {
        head.close();
    }

    @Test
    void cancel_cameraThatGivesNothing_endsTheAnimationAndInterruptsTheCamera() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Driver camera = Driver.live(() -> silent(waiting, interrupted), 25);
        Animation animation = head.animate(camera);
        Thread canceller = new Thread(() -> {
            await(waiting);
            animation.cancel();
        });
        canceller.start();
        assertFails(ErrorCode.CANCELLED, () -> animation.forEach(frame -> {}));
        canceller.join();
        interrupted.await();
    }

    @Test
    void cancellationOfTheOptions_cameraThatGivesNothing_endsTheAnimation() {
        Cancellation cancellation = new Cancellation();
        CountDownLatch waiting = new CountDownLatch(1);
        Driver camera = Driver.live(() -> silent(waiting, new CountDownLatch(1)), 25);
        Animation animation = head.animate(camera, AnimationOptions.defaults().withCancellation(cancellation));
        new Thread(() -> {
                    await(waiting);
                    cancellation.cancel();
                })
                .start();
        assertFails(ErrorCode.CANCELLED, () -> animation.forEach(frame -> {}));
    }

    @Test
    void forEach_liveFrames_rendersEach() {
        AtomicInteger given = new AtomicInteger();
        List<Frame> frames = new ArrayList<>();
        Driver camera = Driver.live(() -> given.getAndIncrement() < 3 ? Optional.of(PICTURE) : Optional.empty(), 1);
        head.animate(camera).forEach(frames::add);
        assertThat(frames).hasSize(3);
    }

    @Test
    void frames_ofSomebodyElse_areFollowedAndClosedWithTheStream() {
        CountedFrames source = new CountedFrames();
        try (Stream<Frame> frames =
                head.animate(Driver.frames(() -> source, "the numbered frames")).frames()) {
            assertThat(frames.limit(2).toList()).hasSize(2);
            assertThat(source.closed).isFalse();
        }
        assertThat(source.closed).isTrue();
    }

    @Test
    void frames_withoutFace_areCalledByTheirName() {
        CountedFrames source = new CountedFrames();
        source.picture = faceless(64, 64);
        assertFails(
                ErrorCode.DRIVER_WITHOUT_FACE,
                () -> head.animate(Driver.frames(() -> source, "the numbered frames"))
                        .forEach(frame -> {}),
                "the numbered frames");
        assertThat(source.closed).isTrue();
    }

    private static Optional<Frame> silent(CountDownLatch waiting, CountDownLatch interrupted) {
        waiting.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
        return Optional.empty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class CountedFrames implements FrameStream {
        private Frame picture = PICTURE;
        private long next;
        private volatile boolean closed;

        @Override
        public double framesPerSecond() {
            return 25;
        }

        @Override
        public Optional<TimedFrame> next() {
            return next < 8 ? Optional.of(new TimedFrame(FrameTime.even(next++, 25), picture)) : Optional.empty();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
