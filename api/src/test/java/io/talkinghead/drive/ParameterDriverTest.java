package io.talkinghead.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import io.talkinghead.testkit.Golden;
import io.talkinghead.work.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ParameterDriverTest {
    private static final Landmarks FACE = Golden.deepLandmarks(
            Golden.tensors("guided-v3/geometry.safetensors").tensor("geometry.near.photo.landmarks"));
    private static final FaceParameters SMILE = FaceParameters.of(Expression.NEUTRAL.with(FaceControl.SMILE, 1));
    private static final FaceParameters TURN = FaceParameters.of(HeadPose.turned(20, 0, 0));

    private final Cancellation cancellation = new Cancellation();

    @Test
    void constant_isOneFrameOfThePersonsOwnFace() {
        List<Pose> poses = played(Driver.parameters(FaceParameters.NEUTRAL));
        assertThat(poses).hasSize(1);
        assertThat(poses.get(0).landmarks()).hasValue(FACE);
    }

    @Test
    void keyed_showsEachKeyAtItsTimeAndEasesBetween() {
        Driver driver = Driver.parameters(
                new TreeMap<>(Map.of(Duration.ofMillis(200), FaceParameters.NEUTRAL, Duration.ofMillis(600), TURN)),
                10);
        List<Pose> poses = played(driver);
        assertThat(poses).hasSize(7);
        assertThat(poses.get(0).landmarks()).hasValue(FACE);
        assertThat(poses.get(2).landmarks()).hasValue(FACE);
        assertThat(poses.get(6).landmarks()).hasValue(TURN.applyTo(FACE));
        assertThat(poses.get(4).landmarks())
                .hasValue(FaceParameters.of(HeadPose.turned(10, 0, 0)).applyTo(FACE));
        assertThat(poses.get(3).time().start()).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void keyed_lastKeyBetweenFrames_isShownAtTheEnd() {
        Driver driver = Driver.parameters(
                new TreeMap<>(Map.of(Duration.ZERO, FaceParameters.NEUTRAL, Duration.ofMillis(250), SMILE)), 10);
        List<Pose> poses = played(driver);
        assertThat(poses).hasSize(4);
        assertThat(poses.get(3).landmarks()).hasValue(SMILE.applyTo(FACE));
    }

    @Test
    void keyed_withoutKeys_isRefused() {
        assertThatThrownBy(() -> Driver.parameters(new TreeMap<Duration, FaceParameters>(), 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Driver.parameters(new TreeMap<>(Map.of(Duration.ofMillis(-1), TURN)), 10))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void live_changedWhileItPlays_showsWhatIsSetNow() {
        AtomicReference<FaceParameters> sliders = new AtomicReference<>(FaceParameters.NEUTRAL);
        try (PoseStream poses = Driver.parameters(sliders::get, 100).open(context(Optional.of(FACE)))) {
            assertThat(poses.isLive()).isTrue();
            assertThat(poses.isPlaced()).isTrue();
            assertThat(poses.next().orElseThrow().landmarks()).hasValue(FACE);
            sliders.set(TURN);
            assertThat(poses.next().orElseThrow().landmarks()).hasValue(TURN.applyTo(FACE));
        }
    }

    @Test
    void live_frames_comeAtTheirRate() {
        try (PoseStream poses =
                Driver.parameters(() -> FaceParameters.NEUTRAL, 50).open(context(Optional.of(FACE)))) {
            Duration last = Duration.ofMillis(-1);
            for (int i = 0; i < 6; i++) {
                Pose pose = poses.next().orElseThrow();
                assertThat(pose.time().start()).isGreaterThan(last);
                last = pose.time().start();
            }
            assertThat((double) last.toMillis()).isGreaterThanOrEqualTo(100);
        }
    }

    @Test
    void live_cancelledWhileItWaits_endsSoon() {
        try (PoseStream poses =
                Driver.parameters(() -> FaceParameters.NEUTRAL, 0.01).open(context(Optional.of(FACE)))) {
            poses.next();
            cancellation.cancel();
            assertThatThrownBy(poses::next)
                    .isInstanceOfSatisfying(
                            TalkingHeadException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        }
    }

    @Test
    void open_withoutAPerson_isRefused() {
        assertThatThrownBy(() -> Driver.parameters(TURN).open(context(Optional.empty())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("animate a head");
    }

    private List<Pose> played(Driver driver) {
        List<Pose> played = new ArrayList<>();
        try (PoseStream poses = driver.open(context(Optional.of(FACE)))) {
            for (Optional<Pose> pose = poses.next(); pose.isPresent(); pose = poses.next()) {
                played.add(pose.get());
            }
            assertThat(poses.frameCount()).hasValue(played.size());
        }
        return played;
    }

    private DriverContext context(Optional<Landmarks> person) {
        return new FakeContext(person, cancellation);
    }
}
