package io.talkinghead.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.face.FaceMeasures;
import io.talkinghead.face.FacePoints;
import io.talkinghead.face.Landmarks;
import io.talkinghead.testkit.Golden;
import io.talkinghead.work.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mixes of drivers by numbers, whose landmarks are known. */
@Timeout(60)
class DriverMixTest {
    private static final Landmarks FACE = Golden.deepLandmarks(
            Golden.tensors("guided-v3/geometry.safetensors").tensor("geometry.near.photo.landmarks"));
    private static final Expression SMILE = Expression.NEUTRAL.with(FaceControl.SMILE, 1);
    private static final FaceParameters ALL = new FaceParameters(
            new HeadPose(20, -5, 8, 1.1, 0.03, -0.02),
            SMILE.with(FaceControl.MOUTH_OPEN, 0.5)
                    .with(FaceControl.LEFT_BROW, 0.7)
                    .with(FaceControl.RIGHT_EYE, -0.6));

    @Test
    void mix_ofOneDriver_isThatDriver() {
        Landmarks mixed = only(DriverMix.of(Driver.parameters(ALL)));
        assertClose(mixed, ALL.applyTo(FACE), 0, Landmarks.COUNT);
    }

    @Test
    void eyes_fromAnother_shutWhileTheRestIsTheFirsts() {
        Driver shut = Driver.parameters(new FaceParameters(
                HeadPose.turned(-25, 10, 0), Expression.NEUTRAL.withEyes(-1).withBrows(1)));
        Landmarks mixed = only(DriverMix.of(Driver.parameters(ALL)).with(MotionPart.EYES, shut));
        for (FacePoints.Eye eye : FacePoints.EYES) {
            for (FacePoints.Pair lids : eye.lids()) {
                assertThat(mixed.distance(lids.upper(), lids.lower())).isLessThan(0.1);
            }
        }
        Landmarks first = ALL.applyTo(FACE);
        assertClose(mixed, first, 0, 36);
        assertClose(mixed, first, 48, Landmarks.COUNT);
    }

    @Test
    void pose_fromAnother_turnsTheFirstsExpression() {
        FaceParameters turned = FaceParameters.of(HeadPose.turned(-20, 0, 0));
        Landmarks mixed = only(DriverMix.of(Driver.parameters(FaceParameters.of(SMILE)))
                .with(MotionPart.POSE, Driver.parameters(turned.withExpression(Expression.NEUTRAL.withBrows(1)))));
        assertClose(mixed, turned.withExpression(SMILE).applyTo(FACE), 0, Landmarks.COUNT);
    }

    @Test
    void strength_ofEachPart_multipliesItsMotion() {
        DriverMix all = DriverMix.of(Driver.parameters(ALL));
        Landmarks half = only(all.withStrength(MotionPart.POSE, 0.5));
        assertThat(yaw(half) - yaw(FACE)).isCloseTo((yaw(ALL.applyTo(FACE)) - yaw(FACE)) / 2, within(1.0));
        Landmarks still = only(all.withStrength(MotionPart.POSE, 0)
                .withStrength(MotionPart.BROWS, 0)
                .withStrength(MotionPart.EYES, 0)
                .withStrength(MotionPart.MOUTH, 0));
        assertClose(still, FACE, 0, Landmarks.COUNT);
        Landmarks more = only(DriverMix.of(Driver.parameters(FaceParameters.of(Expression.NEUTRAL.withEyes(-0.6))))
                .withStrength(MotionPart.EYES, 2));
        assertThat(FaceMeasures.lidDistance(more)).isLessThan(0.01);
    }

    @Test
    void strength_outOfRange_isRefused() {
        DriverMix mix = DriverMix.of(Driver.parameters(ALL));
        assertThatThrownBy(() -> mix.withStrength(MotionPart.EYES, 3.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mix.withStrength(MotionPart.EYES, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lips_ofAMouthShutTwice_doNotCross() {
        Landmarks open = FaceParameters.of(Expression.NEUTRAL.with(FaceControl.MOUTH_OPEN, 0.5))
                .applyTo(FACE);
        Driver shut = Driver.parameters(FaceParameters.of(Expression.NEUTRAL.with(FaceControl.MOUTH_OPEN, -1)));
        Landmarks mixed = played(DriverMix.of(shut).withStrength(MotionPart.MOUTH, 3), open)
                .get(0)
                .landmarks()
                .orElseThrow();
        assertThat(FaceMeasures.mouthOpenness(mixed)).isLessThan(1e-3);
    }

    @Test
    void other_slowerOrOver_holdsItsLastPose() {
        Driver still = Driver.parameters(
                new TreeMap<>(
                        Map.of(Duration.ZERO, FaceParameters.NEUTRAL, Duration.ofSeconds(1), FaceParameters.NEUTRAL)),
                10);
        LandmarkTrack other = new LandmarkTrack(
                5,
                100,
                100,
                List.of(Optional.empty(), Optional.of(FaceParameters.of(SMILE).applyTo(FACE)), Optional.empty()));
        List<Pose> poses = played(DriverMix.of(still).with(MotionPart.MOUTH, Driver.placed(other)), FACE);
        assertThat(poses).hasSize(11);
        assertClose(poses.get(1).landmarks().orElseThrow(), FACE, 0, Landmarks.COUNT);
        for (int i = 2; i < 11; i++) {
            assertClose(
                    poses.get(i).landmarks().orElseThrow(),
                    FaceParameters.of(SMILE).applyTo(FACE),
                    0,
                    Landmarks.COUNT);
        }
    }

    @Test
    void close_closesEveryDriverOnce() {
        AtomicInteger open = new AtomicInteger();
        Driver counted = context -> new Counted(open);
        PoseStream mixed = DriverMix.of(counted)
                .with(MotionPart.EYES, context -> new Counted(open))
                .with(MotionPart.MOUTH, counted)
                .open(new FakeContext(Optional.of(FACE), new Cancellation()));
        assertThat(open.get()).isEqualTo(3);
        mixed.close();
        assertThat(open.get()).isZero();
    }

    @Test
    void open_ofADriverThatFails_closesTheOthers() {
        AtomicInteger open = new AtomicInteger();
        Driver failing = context -> {
            throw new IllegalStateException("damaged");
        };
        DriverMix mix = DriverMix.of(context -> new Counted(open))
                .with(MotionPart.POSE, context -> new Counted(open))
                .with(MotionPart.MOUTH, failing);
        assertThatThrownBy(() -> mix.open(new FakeContext(Optional.of(FACE), new Cancellation())))
                .hasMessage("damaged");
        assertThat(open.get()).isZero();
    }

    @Test
    void edited_changesEveryFrameOfThePersons() {
        Driver moved = Driver.parameters(ALL).edited(face -> face.transformed(1, 5, 0));
        assertThat(only(moved)).isEqualTo(ALL.applyTo(FACE).transformed(1, 5, 0));
    }

    private static Landmarks only(Driver driver) {
        List<Pose> poses = played(driver, FACE);
        assertThat(poses).hasSize(1);
        return poses.get(0).landmarks().orElseThrow();
    }

    private static List<Pose> played(Driver driver, Landmarks person) {
        List<Pose> played = new ArrayList<>();
        try (PoseStream poses = driver.open(new FakeContext(Optional.of(person), new Cancellation()))) {
            assertThat(poses.isPlaced()).isTrue();
            for (Optional<Pose> pose = poses.next(); pose.isPresent(); pose = poses.next()) {
                played.add(pose.get());
            }
        }
        return played;
    }

    private static double yaw(Landmarks face) {
        return PosedFace.of(face, 256).yawDegrees();
    }

    private static void assertClose(Landmarks face, Landmarks other, int from, int to) {
        for (int i = from; i < to; i++) {
            assertThat(Math.hypot(face.x(i) - other.x(i), face.y(i) - other.y(i)))
                    .as("point %s", i)
                    .isLessThan(0.05);
        }
    }

    private static final class Counted implements PoseStream {
        private final AtomicInteger open;

        Counted(AtomicInteger open) {
            this.open = open;
            open.incrementAndGet();
        }

        @Override
        public double framesPerSecond() {
            return 25;
        }

        @Override
        public OptionalLong frameCount() {
            return OptionalLong.empty();
        }

        @Override
        public boolean isPlaced() {
            return true;
        }

        @Override
        public Optional<Pose> next() {
            return Optional.empty();
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }
}
