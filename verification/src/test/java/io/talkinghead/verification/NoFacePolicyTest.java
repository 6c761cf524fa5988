package io.talkinghead.verification;

import static io.talkinghead.verification.Samples.ASTRONAUT;
import static io.talkinghead.verification.Samples.assertFails;
import static io.talkinghead.verification.Samples.faceless;
import static io.talkinghead.verification.Samples.names;
import static io.talkinghead.verification.Samples.portrait;
import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.AnimationOptions;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.face.NoFacePolicy;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.person.Photo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drivers whose face is gone for a while. */
class NoFacePolicyTest {
    private static TalkingHead head;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openHead() {
        head = TalkingHead.builder(Photo.of(ASTRONAUT)).size(64).build();
    }

    @AfterAll
    static void closeHead() {
        head.close();
    }

    @Test
    void noFace_hold_repeatsTheLastPose() throws IOException {
        Path out = folder.resolve("held");
        head.animate(interrupted(), policy(NoFacePolicy.HOLD)).writePngs(out);
        assertThat(names(out)).containsExactly("00000.png", "00001.png", "00002.png", "00003.png", "00004.png");
        byte[] last = bytes(out, 1);
        assertThat(bytes(out, 0)).isNotEqualTo(last);
        assertThat(bytes(out, 2)).isEqualTo(last);
        assertThat(bytes(out, 3)).isEqualTo(last);
        assertThat(bytes(out, 4)).isNotEqualTo(last);
    }

    @Test
    void noFace_holdBeforeTheFirstFace_showsTheNeutralPose() throws IOException {
        Driver late = Driver.images(List.of(picture("1.png", faceless(160, 160)), picture("2.png", portrait(0))), 25);
        List<Frame> frames = new ArrayList<>();
        head.animate(late, policy(NoFacePolicy.HOLD)).forEach(frames::add);
        assertThat(frames).hasSize(2);
        assertThat(frames.get(0).rgb())
                .isEqualTo(head.render(head.neutralLandmarks()).rgb());
    }

    @Test
    void noFace_skip_leavesThoseFramesOut() throws IOException {
        Path out = folder.resolve("skipped");
        head.animate(interrupted(), policy(NoFacePolicy.SKIP)).writePngs(out);
        assertThat(names(out)).containsExactly("00000.png", "00001.png", "00004.png");
    }

    @Test
    void noFace_fail_endsAtTheFirstSuchFrame() throws IOException {
        Path video = folder.resolve("failed.mp4");
        assertFails(
                ErrorCode.NO_FACE,
                () -> head.animate(interrupted(), policy(NoFacePolicy.FAIL)).writeTo(video),
                "frame 2");
        assertThat(names(folder)).noneMatch(name -> name.contains("failed"));
        Path out = folder.resolve("pictures");
        assertFails(
                ErrorCode.NO_FACE,
                () -> head.animate(interrupted(), policy(NoFacePolicy.FAIL)).writePngs(out));
        assertThat(names(out)).containsExactly("00000.png", "00001.png");
    }

    private static AnimationOptions policy(NoFacePolicy policy) {
        return AnimationOptions.defaults().withNoFace(policy);
    }

    /** A face, the face moved, no face twice, and the face elsewhere. */
    private Driver interrupted() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Optional<Integer> shift : List.of(
                Optional.of(0),
                Optional.of(8),
                Optional.<Integer>empty(),
                Optional.<Integer>empty(),
                Optional.of(-8))) {
            Frame frame = shift.map(Samples::portrait).orElse(faceless(160, 160));
            files.add(picture("frame" + files.size() + ".png", frame));
        }
        return Driver.images(files, 25);
    }

    private Path picture(String name, Frame frame) {
        Path file = folder.resolve(name);
        ImageFiles.write(file, frame);
        return file;
    }

    private static byte[] bytes(Path folder, int index) throws IOException {
        return Files.readAllBytes(folder.resolve("0000" + index + ".png"));
    }
}
