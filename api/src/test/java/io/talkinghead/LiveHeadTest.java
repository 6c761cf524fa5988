package io.talkinghead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.LiveHead.Picture;
import io.talkinghead.drive.FaceParameters;
import io.talkinghead.drive.HeadPose;
import io.talkinghead.drive.Motion;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.NoFacePolicy;
import io.talkinghead.image.Frame;
import io.talkinghead.internal.engine.EngineSource;
import io.talkinghead.internal.engine.Engines;
import io.talkinghead.internal.head.Head;
import io.talkinghead.internal.head.HeadAssembly;
import io.talkinghead.internal.head.HeadPlan;
import io.talkinghead.internal.head.HeadWork;
import io.talkinghead.marks.Marks;
import io.talkinghead.model.Upsampling;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Photo;
import io.talkinghead.testkit.DrawnFaces;
import io.talkinghead.testkit.FakeBackendProvider;
import io.talkinghead.testkit.Golden;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.WorkListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A drawn face before a camera that a test plays, and a head on a backend that paints. */
@Timeout(60)
class LiveHeadTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Frame FACE = DrawnFaces.picture(160, 120, 80, 60, 30);
    private static final Frame MOVED = DrawnFaces.picture(160, 120, 90, 60, 30);
    private static final Frame NOBODY = DrawnFaces.picture(160, 120, -900, -900, 1);
    private static final AnimationOptions OPTIONS =
            AnimationOptions.defaults().withSmoothing(false).withMotion(Motion.ABSOLUTE);

    private final FakeBackendProvider provider = new FakeBackendProvider();
    private Head head;

    @BeforeEach
    void makeHead() {
        EngineOptions options = EngineOptions.defaults().withThreads(2);
        EngineSource source = new EngineSource(new Engines(), options, needed -> provider, provider::open);
        HeadWork work = new HeadWork(WorkListener.NONE, Optional.empty(), new Cancellation());
        head = new HeadAssembly(
                        new HeadPlan(source, Framing.CROP, 64, Marks.standard()),
                        Optional.of(Golden.tinyModel(Upsampling.BLOCK_START)),
                        work)
                .fromPhotos(List.of(Photo.of(DrawnFaces.picture(160, 120, 80, 60, 30), "drawn")));
    }

    @AfterEach
    void closeHead() {
        head.close();
        assertThat(provider.running()).isZero();
    }

    @Test
    void offer_firstFrame_givesAPictureAtOnce() {
        try (LiveHead live = new LiveHead(head, OPTIONS)) {
            assertThat(live.newest()).isEmpty();
            live.offer(FACE);
            Picture picture = live.awaitNewer(0, LONG).orElseThrow();
            assertThat(picture.number()).isEqualTo(1);
            assertThat(picture.frame().widthPx()).isEqualTo(64);
            assertThat(live.newest()).hasValue(picture);
            assertThat(live.latency(50)).isEqualTo(picture.latency()).isPositive();
            assertThat(live.pictures()).isEqualTo(1);
        }
    }

    @Test
    void offer_aFrameThatIsStillToBeMade_isMadeOnlyIfItIsLookedAt() {
        AtomicInteger made = new AtomicInteger();
        try (LiveHead live = new LiveHead(head, OPTIONS)) {
            Supplier<Frame> camera = () -> {
                made.incrementAndGet();
                return FACE;
            };
            for (int i = 1; i <= 1000; i++) {
                assertThat(live.offer(camera)).isEqualTo(i);
            }
            awaitAllDone(live);
            assertThat(made.get()).isEqualTo(1000 - live.dropped()).isLessThan(1000);
            assertThat(live.newest().orElseThrow().source()).isEqualTo(1000);
            while (live.looked() < 1000) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> {
                        live.offer(() -> {
                            throw new IllegalStateException("no camera");
                        });
                        live.awaitNewer(live.pictures(), LONG);
                    })
                    .hasMessage("no camera");
        }
    }

    @Test
    void offer_fasterThanItRenders_dropsTheOldAndEndsWithTheNewest() {
        try (LiveHead live = new LiveHead(head, OPTIONS)) {
            live.offer(FACE);
            Picture first = live.awaitNewer(0, LONG).orElseThrow();
            for (int i = 0; i < 2000; i++) {
                live.offer(FACE);
            }
            live.offer(MOVED);
            awaitAllDone(live);
            assertThat(live.dropped()).isPositive();
            assertThat(live.offered()).isEqualTo(2002);
            assertThat(live.newest().orElseThrow().frame().rgb())
                    .isEqualTo(pictureOf(MOVED))
                    .isNotEqualTo(first.frame().rgb());
        }
    }

    /** What a head shows that has seen the face at rest and then a frame. */
    private byte[] pictureOf(Frame frame) {
        try (LiveHead live = new LiveHead(head, OPTIONS)) {
            live.offer(FACE);
            assertThat(live.awaitNewer(0, LONG)).isPresent();
            live.offer(frame);
            return live.awaitNewer(1, LONG).orElseThrow().frame().rgb();
        }
    }

    private static void awaitAllDone(LiveHead live) {
        for (long last = 0; live.pictures() + live.dropped() + live.faceless() < live.offered(); ) {
            last = live.awaitNewer(last, SHORT).map(Picture::number).orElse(last);
        }
    }

    @Test
    void offer_fromManyThreads_countsEveryFrame() throws InterruptedException {
        try (LiveHead live = new LiveHead(head, OPTIONS)) {
            List<Thread> cameras = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                cameras.add(new Thread(() -> {
                    for (int i = 0; i < 250; i++) {
                        live.offer(FACE);
                    }
                }));
            }
            cameras.forEach(Thread::start);
            for (Thread camera : cameras) {
                camera.join();
            }
            awaitAllDone(live);
            assertThat(live.offered()).isEqualTo(1000);
            assertThat(live.pictures() + live.dropped()).isEqualTo(1000);
        }
    }

    @Test
    void camera_thatStops_leavesTheLastPictureAndMayGoOn() {
        try (LiveHead live = new LiveHead(head, OPTIONS)) {
            live.offer(FACE);
            Picture picture = live.awaitNewer(0, LONG).orElseThrow();
            assertThat(live.awaitNewer(picture.number(), SHORT)).isEmpty();
            assertThat(live.newest()).hasValue(picture);
            assertThat(live.idle()).isGreaterThanOrEqualTo(SHORT);
            live.offer(MOVED);
            assertThat(live.idle()).isLessThan(LONG);
            assertThat(live.awaitNewer(picture.number(), LONG)).isPresent();
        }
    }

    @Test
    void camera_thatShowsNobody_leavesTheLastPicture() {
        try (LiveHead live = new LiveHead(head, OPTIONS)) {
            live.offer(NOBODY);
            while (live.faceless() == 0) {
                assertThat(live.awaitNewer(0, SHORT)).isEmpty();
            }
            live.offer(FACE);
            assertThat(live.awaitNewer(0, LONG)).isPresent();
            assertThat(live.faceless()).isEqualTo(1);
        }
    }

    @Test
    void camera_thatShowsNobodyWhereThatFails_isToldByEveryCall() {
        try (LiveHead live = new LiveHead(head, OPTIONS.withNoFace(NoFacePolicy.FAIL))) {
            live.offer(NOBODY);
            assertThatThrownBy(() -> live.awaitNewer(0, LONG)).satisfies(e -> hasCode(e, ErrorCode.NO_FACE));
            assertThatThrownBy(live::newest).satisfies(e -> hasCode(e, ErrorCode.NO_FACE));
            assertThatThrownBy(() -> live.offer(FACE)).satisfies(e -> hasCode(e, ErrorCode.NO_FACE));
        }
    }

    @Test
    void options_cancelled_endIt() {
        Cancellation cancellation = new Cancellation();
        try (LiveHead live = new LiveHead(head, OPTIONS.withCancellation(cancellation))) {
            cancellation.cancel();
            assertThatThrownBy(() -> live.awaitNewer(0, LONG)).satisfies(e -> hasCode(e, ErrorCode.CANCELLED));
        }
    }

    private static void hasCode(Throwable thrown, ErrorCode code) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void headClosed_whileItIsLive_isToldAndCloses() {
        LiveHead live = new LiveHead(head, OPTIONS);
        head.close();
        live.offer(FACE);
        assertThatThrownBy(() -> live.awaitNewer(0, LONG)).isInstanceOf(IllegalStateException.class);
        live.close();
    }

    @Test
    void close_fromAnotherThread_endsTheWaitAndIsIdempotent() throws InterruptedException {
        LiveHead live = new LiveHead(head, OPTIONS);
        Thread closer = new Thread(live::close);
        closer.start();
        assertThat(live.awaitNewer(0, LONG)).isEmpty();
        closer.join();
        live.close();
        live.offer(FACE);
        assertThat(live.offered()).isZero();
        assertThat(live.newest()).isEmpty();
    }

    @Test
    void parameters_besideTheCamera_moveTheHeadFurther() {
        try (LiveHead live = new LiveHead(head, OPTIONS)) {
            live.offer(FACE);
            Picture plain = live.awaitNewer(0, LONG).orElseThrow();
            live.setParameters(FaceParameters.of(HeadPose.NEUTRAL.withShift(0.2, 0)));
            live.offer(FACE);
            Picture shifted = live.awaitNewer(plain.number(), LONG).orElseThrow();
            assertThat(shifted.frame().rgb()).isNotEqualTo(plain.frame().rgb());
        }
    }

    @Test
    void strength_changedWhileItIsLive_movesTheHeadLessOrFurther() {
        try (LiveHead live = new LiveHead(head, OPTIONS.withMotion(Motion.RELATIVE))) {
            byte[] rest = shown(live, FACE);
            byte[] moved = shown(live, MOVED);
            live.setStrength(0);
            byte[] still = shown(live, MOVED);
            live.setStrength(2);
            byte[] further = shown(live, MOVED);
            live.setStrength(1);
            assertThat(shown(live, MOVED)).isEqualTo(moved).isNotEqualTo(rest);
            assertThat(still).isNotEqualTo(moved);
            assertThat(further).isNotEqualTo(moved).isNotEqualTo(still);
            assertThatThrownBy(() -> live.setStrength(3.1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static byte[] shown(LiveHead live, Frame frame) {
        long before = live.pictures();
        long number = live.offer(frame);
        Picture picture = live.awaitNewer(before, LONG).orElseThrow();
        assertThat(picture.source()).isEqualTo(number);
        return picture.frame().rgb();
    }

    @Test
    void chooseNeutral_laterFace_isWhereMotionStarts() {
        try (LiveHead live = new LiveHead(head, OPTIONS)) {
            live.offer(FACE);
            Picture rest = live.awaitNewer(0, LONG).orElseThrow();
            live.offer(MOVED);
            Picture moved = live.awaitNewer(rest.number(), LONG).orElseThrow();
            live.chooseNeutral();
            live.offer(MOVED);
            Picture chosen = live.awaitNewer(moved.number(), LONG).orElseThrow();
            assertThat(moved.frame().rgb()).isNotEqualTo(rest.frame().rgb());
            assertThat(chosen.frame().rgb()).isNotEqualTo(moved.frame().rgb());
        }
    }
}
