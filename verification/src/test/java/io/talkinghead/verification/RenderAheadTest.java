package io.talkinghead.verification;

import static io.talkinghead.verification.Samples.ASTRONAUT;
import static io.talkinghead.verification.Samples.TRACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.Animation;
import io.talkinghead.AnimationOptions;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.NoFacePolicy;
import io.talkinghead.image.Frame;
import io.talkinghead.person.Photo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two frames of a file are rendered at once; nobody can tell. */
class RenderAheadTest {
    private static final int FRAMES = 12;

    @TempDir
    private static Path place;

    private static Path gap;

    @BeforeAll
    static void writeTrackWithAGap() {
        LandmarkTrack track = LandmarkTrack.read(TRACK);
        List<Optional<Landmarks>> frames = new ArrayList<>(track.frames().subList(0, FRAMES));
        frames.set(FRAMES - 2, Optional.empty());
        gap = place.resolve("gap.json");
        new LandmarkTrack(track.framesPerSecond(), track.widthPx(), track.heightPx(), frames).write(gap);
    }

    private static TalkingHead head(int threads) {
        return TalkingHead.builder(Photo.of(ASTRONAUT))
                .size(64)
                .threads(threads)
                .build();
    }

    @Test
    void animate_twoAtOnce_givesTheFramesOfOneAfterTheOther() {
        try (TalkingHead head = head(2);
                Animation animation = head.animate(Driver.track(gap));
                TalkingHead single = head(1);
                Animation other = single.animate(Driver.track(gap))) {
            List<Frame> frames = animation.frames().toList();
            List<Frame> expected = other.frames().toList();
            assertThat(frames).hasSize(FRAMES).hasSameSizeAs(expected);
            for (int i = 0; i < FRAMES; i++) {
                // Threads change the order of sums, and so a last bit here and there.
                assertThat(difference(frames.get(i), expected.get(i)))
                        .as("frame %s", i)
                        .isLessThan(0.1);
            }
        }
    }

    @Test
    void animate_faceMissingLater_failsThereAndNotBefore() {
        AnimationOptions strict = AnimationOptions.defaults().withNoFace(NoFacePolicy.FAIL);
        try (TalkingHead head = head(2);
                Animation animation = head.animate(Driver.track(gap), strict)) {
            Iterator<Frame> frames = animation.frames().iterator();
            for (int i = 0; i < FRAMES - 2; i++) {
                assertThat(frames.next().widthPx()).isEqualTo(64);
            }
            assertThatThrownBy(frames::hasNext)
                    .isInstanceOfSatisfying(
                            TalkingHeadException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_FACE));
        }
    }

    @Test
    void close_framesUnderway_waitsForThemAndTheHeadCloses() {
        TalkingHead head = head(2);
        Animation animation = head.animate(Driver.track(gap));
        animation.frames().iterator().next();
        animation.close();
        head.close();
        assertThatThrownBy(() -> head.render(head.neutralLandmarks())).isInstanceOf(IllegalStateException.class);
    }

    private static double difference(Frame a, Frame b) {
        double sum = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            sum += Math.abs((a.rgb()[i] & 0xFF) - (b.rgb()[i] & 0xFF));
        }
        return sum / a.rgb().length;
    }
}
