package io.talkinghead.verification;

import static io.talkinghead.verification.Samples.ASTRONAUT;
import static io.talkinghead.verification.Samples.motion;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.Engine;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.PoseStream;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.face.FaceChoice;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.person.Photo;
import io.talkinghead.work.Cancellation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An engine that heads share, opened and closed by its owner. */
@Timeout(120)
class EngineTest {
    private static final int SIZE_PX = 64;

    private static Engine open() {
        return Engine.open(WatchedBackendProvider.ID, EngineOptions.defaults().withThreads(1));
    }

    private static TalkingHead head(Engine engine) {
        return TalkingHead.builder(Photo.of(ASTRONAUT))
                .engine(engine)
                .size(SIZE_PX)
                .build();
    }

    @Test
    void heads_ofOneEngine_startOneBackendThatStaysBetweenThem() {
        int opened = WatchedBackendProvider.opened();
        byte[] first;
        try (Engine engine = open()) {
            try (TalkingHead head = head(engine)) {
                first = head.render(head.neutralLandmarks()).rgb();
            }
            assertThat(WatchedBackendProvider.running()).isEqualTo(1);
            try (TalkingHead head = head(engine)) {
                assertThat(head.render(head.neutralLandmarks()).rgb()).isEqualTo(first);
                assertThat(head.backendId()).isEqualTo(engine.backendId());
            }
            assertThat(engine.options().threads()).isEqualTo(1);
        }
        assertThat(WatchedBackendProvider.opened()).isEqualTo(opened + 1);
        assertThat(WatchedBackendProvider.running()).isZero();
    }

    @Test
    void close_headStillOpen_refusesItsCallsAndTheHeadCloses() {
        Engine engine = open();
        TalkingHead head = head(engine);
        Landmarks neutral = head.neutralLandmarks();
        assertThat(head.render(neutral).widthPx()).isEqualTo(SIZE_PX);
        engine.close();
        engine.close();
        assertThat(WatchedBackendProvider.running()).isZero();
        assertThatThrownBy(() -> head.render(neutral)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> head.animate(Driver.photo(ASTRONAUT)).forEach(frame -> {}))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> engine.faces(ImageFiles.read(ASTRONAUT))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> head(engine)).isInstanceOf(IllegalStateException.class);
        head.close();
        assertThat(WatchedBackendProvider.running()).isZero();
    }

    @Test
    void build_engineAndWhatItHasDecided_isRefused() {
        try (Engine engine = open()) {
            TalkingHead.Builder both =
                    TalkingHead.builder(Photo.of(ASTRONAUT)).engine(engine).threads(2);
            assertThatThrownBy(both::build)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("threads");
        }
    }

    @Test
    void builder_changedAfterBuild_leavesTheHeadAsItIs() {
        TalkingHead.Builder builder = TalkingHead.builder(Photo.of(ASTRONAUT)).backend(WatchedBackendProvider.ID);
        try (TalkingHead plain = builder.build();
                TalkingHead small = builder.size(SIZE_PX).build()) {
            assertThat(plain.render(plain.neutralLandmarks()).widthPx()).isGreaterThan(SIZE_PX);
            assertThat(small.render(small.neutralLandmarks()).widthPx()).isEqualTo(SIZE_PX);
        }
    }

    @Test
    void photo_withLandmarks_makesTheHeadThatAFoundFaceMakes() {
        Frame picture = ImageFiles.read(ASTRONAUT);
        try (Engine engine = open();
                TalkingHead found = head(engine);
                TalkingHead known = TalkingHead.builder(Photo.of(picture, "astronaut")
                                .withLandmarks(engine.faces(picture).get(0).landmarks()))
                        .engine(engine)
                        .size(SIZE_PX)
                        .build()) {
            Landmarks neutral = found.neutralLandmarks();
            assertThat(known.neutralLandmarks()).isEqualTo(neutral);
            assertThat(known.render(neutral).rgb())
                    .isEqualTo(found.render(neutral).rgb());
        }
    }

    @Test
    void follow_track_givesItsPoses() {
        try (Engine engine = open();
                PoseStream poses = engine.follow(Driver.track(motion(3)), FaceChoice.largest(), new Cancellation())) {
            assertThat(poses.frameCount()).hasValue(3);
            assertThat(poses.next()).isPresent();
        }
    }
}
