package io.talkinghead.internal.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.drive.FrameStream.TimedFrame;
import io.talkinghead.drive.FrameTime;
import io.talkinghead.drive.Motion;
import io.talkinghead.drive.Pose;
import io.talkinghead.drive.PoseStream;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.NoFacePolicy;
import io.talkinghead.image.Frame;
import io.talkinghead.testkit.DrawnFaces;
import io.talkinghead.work.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a driver is played, with poses that are made up and a renderer that writes down what it was asked for. */
@Timeout(60)
class PlayingTest {
    private static final Landmarks PERSON = DrawnFaces.landmarks(50, 40, 20);
    private static final Landmarks DRIVER = DrawnFaces.landmarks(100, 90, 30);
    /** In a list of faces: none is seen. */
    private static final Landmarks NOBODY = DrawnFaces.landmarks(0, 0, 1);

    private static final Frame PICTURE = Frame.of(1, 1, new byte[3]);

    private final List<Landmarks> rendered = Collections.synchronizedList(new ArrayList<>());
    private final Cancellation cancellation = new Cancellation();

    @Test
    void next_frameWithoutFaceHeld_rendersTheLastPoseAgain() {
        FakePoses poses = new FakePoses(DRIVER, NOBODY, moved(5));
        assertThat(indices(playing(poses, NoFacePolicy.HOLD))).containsExactly(0L, 1L, 2L);
        assertThat(rendered.get(1)).isSameAs(rendered.get(0));
        assertThat(rendered.get(2)).isNotEqualTo(rendered.get(0));
    }

    @Test
    void next_firstFrameWithoutFaceHeld_rendersTheNeutralPerson() {
        assertThat(indices(playing(new FakePoses(NOBODY, DRIVER, moved(5)), NoFacePolicy.HOLD)))
                .containsExactly(0L, 1L, 2L);
        assertThat(rendered.get(0)).isSameAs(PERSON);
    }

    @Test
    void next_frameWithoutFaceSkipped_leavesItsNumberOut() {
        assertThat(indices(playing(new FakePoses(DRIVER, NOBODY, NOBODY, moved(5), NOBODY), NoFacePolicy.SKIP)))
                .containsExactly(0L, 3L);
        assertThat(rendered).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void next_frameWithoutFaceThatFails_handsOutTheFramesBeforeAndFails(boolean live) {
        FakePoses poses = new FakePoses(DRIVER, moved(2), NOBODY, moved(5));
        poses.live = live;
        Playing playing = playing(poses, NoFacePolicy.FAIL);
        assertThat(playing.next())
                .hasValueSatisfying(frame -> assertThat(frame.time().index()).isZero());
        assertThat(playing.next())
                .hasValueSatisfying(frame -> assertThat(frame.time().index()).isEqualTo(1));
        assertThatThrownBy(playing::next)
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_FACE))
                .hasMessageContaining("frame 2 of the test's driver");
    }

    @ParameterizedTest
    @EnumSource
    void next_driverWithoutAnyFace_fails(NoFacePolicy policy) {
        assertThatThrownBy(playing(new FakePoses(NOBODY, NOBODY, NOBODY), policy)::next)
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DRIVER_WITHOUT_FACE))
                .hasMessageContaining("3 frames of the test's driver");
        assertThat(rendered).isEmpty();
    }

    @Test
    void next_driverWithoutFrames_fails() {
        assertThatThrownBy(playing(new FakePoses(), NoFacePolicy.HOLD)::next).hasMessageContaining("0 frames");
    }

    @Test
    void next_relativeMotion_startsFromThePersonsOwnFace() {
        indices(playing(new FakePoses(DRIVER, moved(6)), NoFacePolicy.FAIL));
        assertClose(rendered.get(0), PERSON);
        assertThat(rendered.get(1).x(30)).isGreaterThan(PERSON.x(30) + 1);
    }

    @Test
    void next_absoluteMotion_scalesToThePersonsFaceAlone() {
        PlayRules rules =
                new PlayRules("the test's driver", Motion.ABSOLUTE, NoFacePolicy.FAIL, false, Optional.empty(), 1);
        indices(playing(new FakePoses(DRIVER, moved(6)), rules));
        double shift = rendered.get(1).x(30) - rendered.get(0).x(30);
        // The driver's face is 1.5 times as large.
        assertThat(shift).isCloseTo(6 / 1.5, within(0.1));
    }

    @Test
    void next_onePicture_isTakenOverAsItIs() {
        indices(playing(new FakePoses(turned(20)), NoFacePolicy.FAIL));
        Landmarks upright = rendered.get(0);
        assertThat(Math.abs(upright.y(0) - PERSON.y(0))).isGreaterThan(1);
    }

    @Test
    void next_faceLaterInTheWindow_isFoundBeforeTheFirstFrame() {
        FakePoses poses = new FakePoses(NOBODY, NOBODY, moved(1), moved(2), moved(3));
        poses.window = 3;
        Playing playing = playing(poses, NoFacePolicy.HOLD);
        playing.next();
        assertThat(poses.handedOut).isEqualTo(3);
    }

    @Test
    void next_noFaceInTheWindow_looksFurther() {
        FakePoses poses = new FakePoses(NOBODY, NOBODY, NOBODY, DRIVER);
        poses.window = 1;
        assertThat(indices(playing(poses, NoFacePolicy.SKIP))).containsExactly(3L);
    }

    @Test
    void next_rendersTwoAtOnce_andKeepsTheOrder() {
        CountDownLatch bothAtWork = new CountDownLatch(2);
        Playing playing = new Playing(
                new PlayedHead(
                        PERSON,
                        landmarks -> {
                            bothAtWork.countDown();
                            await(bothAtWork);
                            return PICTURE;
                        },
                        false),
                new FakePoses(DRIVER, moved(1), moved(2), moved(3), moved(4)),
                rules(NoFacePolicy.FAIL),
                cancellation);
        assertThat(indices(playing)).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void next_liveDriverOrOneThread_rendersInTheCallersThreadOneAtATime(boolean live) {
        FakePoses poses = new FakePoses(DRIVER, moved(1), moved(2));
        poses.live = live;
        poses.window = 1;
        List<Thread> threads = new ArrayList<>();
        Playing playing = new Playing(
                new PlayedHead(
                        PERSON,
                        landmarks -> {
                            threads.add(Thread.currentThread());
                            return PICTURE;
                        },
                        !live),
                poses,
                rules(NoFacePolicy.FAIL),
                cancellation);
        playing.next();
        assertThat(poses.handedOut).isEqualTo(1);
        playing.next();
        assertThat(threads).containsExactly(Thread.currentThread(), Thread.currentThread());
    }

    @Test
    void next_rendererThatFails_handsOutTheFramesBeforeAndThrowsItsFailure() {
        Playing playing = new Playing(
                new PlayedHead(
                        PERSON,
                        landmarks -> {
                            rendered.add(landmarks);
                            if (rendered.size() == 3) {
                                throw new IllegalStateException("this head is closed");
                            }
                            return PICTURE;
                        },
                        true),
                new FakePoses(DRIVER, moved(1), moved(2), moved(3)),
                rules(NoFacePolicy.FAIL),
                cancellation);
        assertThat(playing.next()).isPresent();
        assertThat(playing.next()).isPresent();
        assertThatThrownBy(playing::next).hasMessage("this head is closed");
    }

    @Test
    void next_damagedDriver_handsOutTheFramesBefore() {
        FakePoses poses = new FakePoses(DRIVER, moved(1), moved(2), moved(3));
        poses.window = 1;
        poses.damagedAt = 3;
        Playing playing = playing(poses, NoFacePolicy.FAIL);
        for (int i = 0; i < 3; i++) {
            assertThat(playing.next()).isPresent();
        }
        assertThatThrownBy(playing::next).hasMessage("damaged");
        assertThatThrownBy(playing::next).hasMessage("damaged");
    }

    @Test
    void next_cancelled_endsAtTheNextFrame() {
        Playing playing = playing(new FakePoses(DRIVER, moved(1), moved(2)), NoFacePolicy.FAIL);
        playing.next();
        cancellation.cancel();
        assertThatThrownBy(playing::next)
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }

    @Test
    void close_inTheMiddle_closesThePoses() {
        FakePoses poses = new FakePoses(DRIVER, moved(1), moved(2));
        Playing playing = playing(poses, NoFacePolicy.FAIL);
        playing.next();
        playing.close();
        assertThat(poses.closed).isTrue();
    }

    private Playing playing(PoseStream poses, NoFacePolicy policy) {
        return playing(poses, rules(policy));
    }

    private Playing playing(PoseStream poses, PlayRules rules) {
        PlayedHead head = new PlayedHead(
                PERSON,
                landmarks -> {
                    rendered.add(landmarks);
                    return PICTURE;
                },
                true);
        return new Playing(head, poses, rules, cancellation);
    }

    private static PlayRules rules(NoFacePolicy policy) {
        return new PlayRules("the test's driver", Motion.RELATIVE, policy, false, Optional.empty(), 1);
    }

    private static List<Long> indices(Playing playing) {
        List<Long> indices = new ArrayList<>();
        try (playing) {
            for (Optional<TimedFrame> next = playing.next(); next.isPresent(); next = playing.next()) {
                indices.add(next.get().time().index());
            }
        }
        return indices;
    }

    private static Landmarks moved(double pixels) {
        return DRIVER.transformed(1, pixels, 0);
    }

    private static Landmarks turned(double degrees) {
        double angle = Math.toRadians(degrees);
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            double dx = DRIVER.x(i) - 100;
            double dy = DRIVER.y(i) - 90;
            x[i] = (float) (100 + dx * Math.cos(angle) - dy * Math.sin(angle));
            y[i] = (float) (90 + dx * Math.sin(angle) + dy * Math.cos(angle));
        }
        return Landmarks.of(x, y);
    }

    private static void assertClose(Landmarks found, Landmarks expected) {
        for (int i = 0; i < Landmarks.COUNT; i++) {
            assertThat(Math.hypot(found.x(i) - expected.x(i), found.y(i) - expected.y(i)))
                    .isLessThan(0.01);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Poses, NOBODY where there is no face. */
    private static final class FakePoses implements PoseStream {
        private final List<@Nullable Landmarks> faces;
        int window = NEUTRAL_WINDOW;
        boolean live;
        int damagedAt = Integer.MAX_VALUE;
        int handedOut;
        boolean closed;

        FakePoses(@Nullable Landmarks... faces) {
            this.faces = Arrays.asList(faces);
        }

        @Override
        public double framesPerSecond() {
            return 25;
        }

        @Override
        public OptionalLong frameCount() {
            return OptionalLong.of(faces.size());
        }

        @Override
        public int neutralWindow() {
            return window;
        }

        @Override
        public boolean isLive() {
            return live;
        }

        @Override
        public Optional<Pose> next() {
            if (handedOut == damagedAt) {
                throw new IllegalStateException("damaged");
            }
            if (handedOut == faces.size()) {
                return Optional.empty();
            }
            Optional<Landmarks> face = Optional.of(faces.get(handedOut)).filter(seen -> seen != NOBODY);
            return Optional.of(new Pose(FrameTime.even(handedOut++, 25), face));
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
