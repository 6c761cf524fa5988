package io.talkinghead.verification;

import static io.talkinghead.verification.Samples.ASTRONAUT;
import static io.talkinghead.verification.Samples.assertFails;
import static io.talkinghead.verification.Samples.faceless;
import static io.talkinghead.verification.Samples.names;
import static io.talkinghead.verification.Samples.portrait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.Animation;
import io.talkinghead.AnimationOptions;
import io.talkinghead.Backends;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.face.NoFacePolicy;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.person.Photo;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drivers that cannot be followed, or not everywhere: named with the reason, and nothing is written. */
class BadDriversTest {
    private static final String START = "{\"version\":1,\"fps\":25,\"width\":64,\"height\":64,\"frames\":[";
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

    @ParameterizedTest
    @EnumSource(NoFacePolicy.class)
    void animate_videoWithoutFace_isRefused(NoFacePolicy policy) throws IOException {
        Path video = video("wall.mp4", faceless(128, 96), 12);
        refused(ErrorCode.DRIVER_WITHOUT_FACE, Driver.video(video), policy, "wall.mp4", "12 frames");
    }

    @Test
    void animate_photoWithoutFace_isRefused() throws IOException {
        ImageFiles.write(folder.resolve("wall.png"), faceless(128, 96));
        refused(ErrorCode.DRIVER_WITHOUT_FACE, Driver.photo(folder.resolve("wall.png")), "wall.png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no video at all", "\0\0\0\030ftypisom\0\0\0\0", "GIF89a", "RIFF\1\1\1\1AVI "})
    void animate_fileThatIsNoVideo_isRefused(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("clip.mp4"), content);
        refused(ErrorCode.VIDEO_UNREADABLE, Driver.video(file), "clip.mp4");
    }

    @Test
    void animate_missingVideoOrFolder_isRefused() throws IOException {
        refused(ErrorCode.VIDEO_UNREADABLE, Driver.video(folder.resolve("none.mp4")), "none.mp4");
        Path inner = Files.createDirectory(folder.resolve("clips.mp4"));
        refused(ErrorCode.VIDEO_UNREADABLE, Driver.video(inner), "clips.mp4");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.5, 0.8})
    void animate_truncatedVideo_isRefused(double share) throws IOException {
        Path whole = video("whole.mp4", portrait(0), 60);
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(bytes, (int) (share * bytes.length)));
        refused(ErrorCode.VIDEO_UNREADABLE, Driver.video(cut), "cut.mp4");
    }

    @Test
    void animate_badPictureInASequence_isRefusedNamingIt() throws IOException {
        Path good = picture("good.png", portrait(0));
        Path bad = Files.writeString(folder.resolve("bad.png"), "?");
        refused(ErrorCode.IMAGE_UNREADABLE, Driver.images(List.of(good, bad), 25), "bad.png");
        assertThatThrownBy(() -> Driver.images(List.of(), 25)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Driver.images(List.of(good), Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Driver.images(List.of(good), Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e999", "1e39", "\"1\"", "null"})
    void animate_trackWithoutNumber_isRefused(String value) throws IOException {
        refusedTrack(START + "[" + "[1,2],".repeat(67) + "[1," + value + "]]]}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 67, 69, 500})
    void animate_trackWithOtherThan68Points_isRefused(int points) throws IOException {
        String list = points == 0 ? "" : "[1,2],".repeat(points - 1) + "[1,2]";
        refusedTrack(START + "[" + list + "]]}", points < 68 ? points + " points" : "more than 68");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{\"version\":1,\"fps\":25,\"width\":64,\"height\":64,\"frames\":[null",
                "{\"version\":1,\"fps\":25,\"width\":64,\"height\":64,\"frames\":[null]}{}",
                "{\"version\":2,\"fps\":25,\"width\":64,\"height\":64,\"frames\":[null]}",
                "{\"version\":\"1\",\"fps\":25,\"width\":64,\"height\":64,\"frames\":[null]}",
                "{\"version\":1,\"version\":1,\"fps\":25,\"width\":64,\"height\":64,\"frames\":[null]}",
                "{\"version\":1,\"fps\":25,\"width\":64,\"height\":64,\"frames\":[null],\"frames\":[]}",
                "{\"version\":1,\"fps\":NaN,\"width\":64,\"height\":64,\"frames\":[null]}",
                "{\"version\":1,\"fps\":1e9,\"width\":64,\"height\":64,\"frames\":[null]}",
                "{\"version\":1,\"fps\":25,\"width\":99999999999,\"height\":64,\"frames\":[null]}",
                "{\"version\":1,\"fps\":25,\"width\":-4,\"height\":64,\"frames\":[null]}"
            })
    void animate_damagedTrack_isRefused(String text) throws IOException {
        refusedTrack(text);
    }

    @Test
    void animate_missingTrackOrFolder_isRefused() throws IOException {
        refused(ErrorCode.TRACK_INVALID, Driver.track(folder.resolve("none.json")), "none.json");
        Path tracks = Files.createDirectory(folder.resolve("tracks"));
        refused(ErrorCode.TRACK_INVALID, Driver.track(tracks), tracks.toString());
    }

    @Test
    void animate_trackThatNeverShowsAFace_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("t.json"), START + "null,null]}");
        refused(ErrorCode.DRIVER_WITHOUT_FACE, Driver.track(file), "t.json", "2 frames");
        LandmarkTrack nothing = new LandmarkTrack(25, 64, 64, List.of());
        refused(ErrorCode.DRIVER_WITHOUT_FACE, Driver.track(nothing), "0 frames");
    }

    @Test
    void head_afterFailures_stillRendersTheSame() {
        byte[] before = head.render(head.neutralLandmarks()).rgb();
        refused(ErrorCode.VIDEO_UNREADABLE, Driver.video(folder.resolve("none.mp4")));
        assertThat(head.render(head.neutralLandmarks()).rgb()).isEqualTo(before);
    }

    private void refusedTrack(String text, String... says) throws IOException {
        Path file = Files.writeString(folder.resolve("motion.json"), text);
        String[] all = Arrays.copyOf(says, says.length + 1);
        all[says.length] = "motion.json";
        refused(ErrorCode.TRACK_INVALID, Driver.track(file), all);
    }

    private void refused(ErrorCode code, Driver driver, String... says) {
        refused(code, driver, NoFacePolicy.HOLD, says);
    }

    /** As a video over an old one, and as pictures into a new folder: the old one stays, the new one is not made. */
    private void refused(ErrorCode code, Driver driver, NoFacePolicy policy, String... says) {
        Path old = folder.resolve("old.mp4");
        Path frames = folder.resolve("frames");
        try {
            Files.writeString(old, "old");
            List<String> before = names(folder);
            assertFails(code, () -> head.animate(driver, policy(policy)).writeTo(old), says);
            assertFails(code, () -> iterate(head.animate(driver, policy(policy))), says);
            assertThat(Files.readString(old)).isEqualTo("old");
            assertThat(names(folder)).isEqualTo(before);
            assertFails(code, () -> head.animate(driver, policy(policy)).writePngs(frames), says);
            Files.delete(old);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void iterate(Animation animation) {
        animation.forEach(frame -> assertThat(frame.widthPx()).isEqualTo(64));
    }

    private static AnimationOptions policy(NoFacePolicy policy) {
        return AnimationOptions.defaults().withNoFace(policy);
    }

    private Path picture(String name, Frame frame) {
        Path file = folder.resolve(name);
        ImageFiles.write(file, frame);
        return file;
    }

    private Path video(String name, Frame frame, int count) {
        Path file = folder.resolve(name);
        VideoFormat format = new VideoFormat(frame.widthPx(), frame.heightPx(), 25);
        try (VideoWriter writer = Backends.videos().openWriter(file, format, null)) {
            for (int i = 0; i < count; i++) {
                writer.write(frame, i);
            }
            writer.finish();
        }
        return file;
    }
}
