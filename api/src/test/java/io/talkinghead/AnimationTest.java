package io.talkinghead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.drive.Driver;
import io.talkinghead.drive.DriverMix;
import io.talkinghead.drive.FaceParameters;
import io.talkinghead.drive.FrameStream;
import io.talkinghead.drive.FrameTime;
import io.talkinghead.drive.HeadPose;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.drive.MotionPart;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.internal.engine.EngineSource;
import io.talkinghead.internal.engine.Engines;
import io.talkinghead.internal.file.InputFiles;
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
import io.talkinghead.work.Progress;
import io.talkinghead.work.Stage;
import io.talkinghead.work.WorkListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A head of a drawn face that follows drawn faces, on a backend that paints. */
@Timeout(60)
class AnimationTest {
    private static final InputFiles NO_FILES = InputFiles.of(List.of());
    private static final int FRAMES = 6;
    private final FakeBackendProvider provider = new FakeBackendProvider();
    private final Engines engines = new Engines();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private Head head;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeHead() {
        EngineOptions options = EngineOptions.defaults().withThreads(2);
        EngineSource source = new EngineSource(engines, options, needed -> provider, provider::open);
        HeadWork work = new HeadWork(WorkListener.NONE, Optional.empty(), new Cancellation());
        Photo photo = Photo.of(DrawnFaces.picture(160, 120, 80, 60, 30), "drawn");
        head = new HeadAssembly(
                        new HeadPlan(source, Framing.CROP, 64, Marks.standard()),
                        Optional.of(Golden.tinyModel(Upsampling.BLOCK_START)),
                        work)
                .fromPhotos(List.of(photo));
    }

    @AfterEach
    void closeHead() {
        head.close();
        assertThat(closed).hasValue(opened.get());
        assertThat(provider.running()).isZero();
        assertThat(provider.generators()).isNotEmpty().allSatisfy(generator -> {
            assertThat(generator.closed).isTrue();
            assertThat(generator.openPasses).hasValue(0);
        });
    }

    @Test
    void forEach_wholeDriver_handsOutEveryFrameAndClosesTheDriver() {
        List<Frame> frames = new ArrayList<>();
        animation().forEach(frames::add);
        assertThat(frames)
                .hasSize(FRAMES)
                .allSatisfy(frame -> assertThat(frame.widthPx()).isEqualTo(64));
        assertThat(closed).hasValue(1);
    }

    @Test
    void forEach_actionThatThrows_closesTheDriver() {
        assertThatThrownBy(() -> animation().forEach(frame -> {
                    throw new IllegalStateException("full");
                }))
                .hasMessage("full");
        assertThat(closed).hasValue(1);
    }

    @Test
    void frames_readToTheEnd_closeTheDriver() {
        assertThat(animation().frames().count()).isEqualTo(FRAMES);
        assertThat(closed).hasValue(1);
    }

    @Test
    void strength_ofTheOptions_countsForDriversOfNumbersAndForMixesOnce() {
        Driver leaning = Driver.parameters(FaceParameters.of(HeadPose.NEUTRAL.withShift(0.1, 0)));
        Driver further = Driver.parameters(FaceParameters.of(HeadPose.NEUTRAL.withShift(0.2, 0)));
        AnimationOptions twice = AnimationOptions.defaults().withStrength(2);
        for (Driver driver : List.of(leaning, DriverMix.of(leaning))) {
            assertThat(moved(driver, twice).x(30))
                    .isCloseTo(moved(further, AnimationOptions.defaults()).x(30), within(0.01f));
        }
        assertThatThrownBy(() -> twice.withStrength(3.01)).isInstanceOf(IllegalArgumentException.class);
        assertThat(twice.withSmoothing(false).strength()).isEqualTo(2);
    }

    @Test
    void neutralFrame_thatIsChosen_isWhereMotionStarts() {
        Landmarks rest = head.neutralLandmarks();
        List<Optional<Landmarks>> faces = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            faces.add(i == 3 ? Optional.empty() : Optional.of(rest.transformed(1, 2 * i, 0)));
        }
        Driver driver = Driver.track(new LandmarkTrack(10, 160, 120, faces));
        AnimationOptions options = AnimationOptions.defaults().withSmoothing(false);
        // Of the frames at 0, 100, 200 and 400 ms that show a face the one at 400 ms is the nearest.
        for (int[] millisAndFrame : new int[][] {{0, 0}, {190, 2}, {360, 4}, {9000, 4}}) {
            AnimationOptions chosen = options.withNeutralAt(Duration.ofMillis(millisAndFrame[0]));
            LandmarkTrack track = new Animation(head, NO_FILES, driver, chosen).track();
            for (int i : new int[] {0, 1, 2, 4}) {
                boolean still = Math.abs(track.frames().get(i).orElseThrow().x(30) - rest.x(30)) < 0.1;
                assertThat(still)
                        .as("frame %s from %s ms", i, millisAndFrame[0])
                        .isEqualTo(i == millisAndFrame[1]);
            }
        }
        assertThatThrownBy(() -> options.withNeutralAt(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Landmarks moved(Driver driver, AnimationOptions options) {
        LandmarkTrack track = new Animation(head, NO_FILES, driver, options).track();
        return track.frames().get(0).orElseThrow();
    }

    @Test
    void frames_leftInTheMiddle_closeTheDriverWithTheStream() {
        try (Stream<Frame> frames = animation().frames()) {
            assertThat(frames.limit(2).toList()).hasSize(2);
            assertThat(closed).hasValue(0);
        }
        assertThat(closed).hasValue(1);
    }

    @Test
    void frames_areMadeAsTheyAreAskedFor() {
        List<Progress> heard = new ArrayList<>();
        AnimationOptions options = AnimationOptions.defaults().withProgress(heard::add);
        try (Animation animation = new Animation(head, NO_FILES, driver(-1), options)) {
            Iterator<Frame> frames = animation.frames().iterator();
            assertThat(opened).hasValue(1);
            frames.next();
            assertThat(heard).extracting(Progress::stage).containsOnly(Stage.RENDERING);
            assertThat(heard).extracting(Progress::done).contains(1L);
            assertThat(heard.get(0).total()).hasValue(FRAMES);
        }
    }

    @Test
    void frames_ofADamagedDriver_failAndCloseIt() {
        List<Frame> frames = new ArrayList<>();
        Animation animation = new Animation(head, NO_FILES, driver(4), AnimationOptions.defaults());
        assertThatThrownBy(() -> animation.frames().forEach(frames::add)).hasMessage("damaged");
        assertThat(closed).hasValue(1);
    }

    @Test
    void track_playedAsItIs_givesTheSameBytes() {
        LandmarkTrack track = animation().track();
        assertThat(track.frames()).hasSize(FRAMES);
        assertThat(track.widthPx()).isEqualTo(160);
        assertThat(closed).hasValue(1);
        List<Frame> again = new ArrayList<>();
        new Animation(head, NO_FILES, Driver.placed(track), AnimationOptions.defaults()).forEach(again::add);
        List<Frame> frames = new ArrayList<>();
        animation().forEach(frames::add);
        assertThat(again)
                .extracting(Frame::rgb)
                .containsExactlyElementsOf(frames.stream().map(Frame::rgb).toList());
    }

    @Test
    void track_ofAMixWithSmoothing_isOpenedAndClosedOnce() {
        Driver mix = DriverMix.of(driver(-1)).with(MotionPart.MOUTH, driver(-1));
        LandmarkTrack track = new Animation(head, NO_FILES, mix, AnimationOptions.defaults()).track();
        assertThat(track.frames())
                .hasSize(FRAMES)
                .allSatisfy(face -> assertThat(face).isPresent());
        assertThat(opened).hasValue(2);
    }

    @Test
    void animation_askedTwice_isRefused() {
        try (Animation animation = animation()) {
            animation.frames();
            assertThatThrownBy(animation::frames).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void animation_closed_isRefusedAndOpensNothing() {
        Animation animation = animation();
        animation.close();
        assertThatThrownBy(animation::frames).isInstanceOf(IllegalStateException.class);
        assertThat(opened).hasValue(0);
    }

    @Test
    void cancel_fromTheAction_endsWithTheCode() {
        Animation animation = animation();
        assertThatThrownBy(() -> animation.forEach(frame -> animation.cancel()))
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        assertThat(closed).hasValue(1);
    }

    @Test
    void headClosed_inTheMiddle_handsOutNoMore() {
        Iterator<Frame> frames = animation().frames().iterator();
        frames.next();
        head.close();
        assertThatThrownBy(frames::next).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void writePngs_wholeDriver_numbersThem() {
        animation().writePngs(folder.resolve("frames"));
        assertThat(folder.resolve("frames").toFile().list())
                .containsExactlyInAnyOrder(
                        "00000.png", "00001.png", "00002.png", "00003.png", "00004.png", "00005.png");
    }

    @Test
    void animation_playedAgain_givesTheSameBytes() {
        List<byte[]> first = animation().frames().map(Frame::rgb).toList();
        List<byte[]> second = animation().frames().map(Frame::rgb).toList();
        assertThat(first).hasSize(FRAMES);
        for (int i = 0; i < FRAMES; i++) {
            assertThat(second.get(i)).isEqualTo(first.get(i));
        }
        assertThat(first.get(FRAMES - 1)).isNotEqualTo(first.get(0));
    }

    private Animation animation() {
        return new Animation(head, NO_FILES, driver(-1), AnimationOptions.defaults());
    }

    /** A face that moves to the right. */
    private Driver driver(int damagedAt) {
        return Driver.frames(
                () -> {
                    opened.incrementAndGet();
                    return new DrawnStream(damagedAt);
                },
                "drawn frames");
    }

    private final class DrawnStream implements FrameStream {
        private final int damagedAt;
        private int next;

        DrawnStream(int damagedAt) {
            this.damagedAt = damagedAt;
        }

        @Override
        public double framesPerSecond() {
            return 25;
        }

        @Override
        public OptionalLong frameCount() {
            return OptionalLong.of(FRAMES);
        }

        @Override
        public int neutralWindow() {
            return 2;
        }

        @Override
        public Optional<TimedFrame> next() {
            if (next == damagedAt) {
                throw new IllegalStateException("damaged");
            }
            if (next == FRAMES) {
                return Optional.empty();
            }
            Frame frame = DrawnFaces.picture(120, 100, 40 + 3 * next, 50, 20);
            return Optional.of(new TimedFrame(FrameTime.even(next++, 25), frame));
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
