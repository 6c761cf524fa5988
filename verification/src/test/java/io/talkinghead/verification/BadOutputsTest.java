package io.talkinghead.verification;

import static io.talkinghead.verification.Samples.ASTRONAUT;
import static io.talkinghead.verification.Samples.assertFails;
import static io.talkinghead.verification.Samples.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.person.Photo;
import io.talkinghead.testkit.FaultyDisk;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Places that cannot be written: told with their name; what was there stays, and nothing half-written does. */
class BadOutputsTest {
    private static final LandmarkTrack MOTION = Samples.motion(24);
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
    @ValueSource(strings = {"x.mp4", "x.webm", "x.gif", "x.person", "pictures"})
    void write_belowAFile_isRefused(String name) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        refused(file.resolve(name));
        refused(file.resolve("deeper").resolve(name));
        assertThat(Files.readString(file)).isEqualTo("old");
        assertThat(names(folder)).containsExactly("file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.mp4", "x.person"})
    void write_ontoAFolder_isRefused(String name) throws IOException {
        Path target = Files.createDirectory(folder.resolve(name));
        refused(target);
        assertThat(names(folder)).containsExactly(name);
        assertThat(names(target)).isEmpty();
    }

    @Test
    void writePngs_ontoAFile_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("pictures"), "old");
        refused(file);
        assertThat(Files.readString(file)).isEqualTo("old");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.mp4", "x.person", "pictures"})
    void write_whereNobodyMay_isRefused(String name) {
        // Nobody makes files there, not even the administrator that tests may run as.
        Path processes = Path.of("/proc");
        assumeTrue(Files.isDirectory(processes));
        refused(processes.resolve(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.avi", "x"})
    void writeTo_unknownFormat_isRefused(String name) {
        Path target = folder.resolve(name);
        assertFails(
                ErrorCode.OUTPUT_NOT_WRITABLE, () -> head.animate(motion()).writeTo(target), target.toString(), ".mp4");
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void write_ontoWhatIsRead_isRefusedBeforeAnyWork() throws IOException {
        Path clip = Files.writeString(folder.resolve("clip.mp4"), "no video, but nobody looks");
        assertFails(
                ErrorCode.OUTPUT_IS_INPUT,
                () -> head.animate(Driver.video(clip)).writeTo(clip),
                clip.toString());
        assertFails(
                ErrorCode.OUTPUT_IS_INPUT,
                () -> head.animate(Driver.photo(clip)).writePngs(folder),
                clip.toString());
        Path photo = Files.createSymbolicLink(folder.resolve("photo.png"), ASTRONAUT.toRealPath());
        assertFails(ErrorCode.OUTPUT_IS_INPUT, () -> head.save(photo), photo.toString());
        assertFails(ErrorCode.OUTPUT_IS_INPUT, () -> head.animate(motion()).writeTo(photo), ASTRONAUT.toString());
        assertThat(names(folder)).containsExactly("clip.mp4", "photo.png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.mp4", "x.person", "00000.png"})
    void write_throughALinkToAFolder_works(String name) throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        write(name.equals("00000.png") ? link : link.resolve(name));
        assertThat(names(real)).contains(name);
    }

    @Test
    void save_diskFull_keepsTheOldPersonAndLeavesNothingElse() throws IOException {
        try (FileSystem disk = smallDisk(40_000)) {
            Path place = Files.createDirectories(disk.getPath("/disk"));
            Path target = Files.writeString(place.resolve("anna.person"), "old");
            assertFails(ErrorCode.OUTPUT_NOT_WRITABLE, () -> head.save(target), "anna.person", "disk");
            assertThat(Files.readString(target)).isEqualTo("old");
            assertThat(names(place)).containsExactly("anna.person");
        }
    }

    @Test
    void writePngs_diskFull_leavesOnlyWholePictures() throws IOException {
        try (FileSystem disk = smallDisk(60_000)) {
            Path target = disk.getPath("/disk");
            assertFails(
                    ErrorCode.OUTPUT_NOT_WRITABLE, () -> head.animate(motion()).writePngs(target), ".png", "disk");
            List<String> written = names(target);
            assertThat(written).isNotEmpty().allMatch(name -> name.matches("\\d{5}\\.png"));
            for (String name : written) {
                assertThat(ImageFiles.read(target.resolve(name)).widthPx()).isEqualTo(64);
            }
        }
    }

    @Test
    void writePngs_diskFullAtAnyWrite_leavesOnlyWholePictures() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        FaultyDisk disk = FaultyDisk.of(real);
        int failures = 0;
        for (boolean written = false; !written; failures += written ? 0 : 1) {
            disk.fullAfter(failures);
            try {
                head.animate(Driver.track(Samples.motion(2)))
                        .writePngs(disk.folder().resolve("pictures" + failures));
                written = true;
            } catch (TalkingHeadException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_NOT_WRITABLE);
                Path pictures = real.resolve("pictures" + failures);
                for (String name : Files.exists(pictures) ? names(pictures) : List.<String>of()) {
                    assertThat(name).matches("\\d{5}\\.png");
                    assertThat(ImageFiles.read(pictures.resolve(name)).widthPx())
                            .isEqualTo(64);
                }
            }
            assertThat(disk.open()).isZero();
        }
        assertThat(names(real.resolve("pictures" + failures))).containsExactly("00000.png", "00001.png");
        assertThat(failures).isGreaterThan(5);
    }

    /** Whole files of the real file system may not exceed some kilobytes: what FFmpeg meets is a failing write. */
    @ParameterizedTest
    @ValueSource(strings = {"x.mp4", "x.webm", "x.gif", "x.person"})
    void write_noRoom_keepsTheOldFileAndLeavesNothingElse(String name) throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/prlimit")));
        // Everything that the engine and FFmpeg unpack is unpacked before.
        Path warm = Files.createDirectory(folder.resolve("warm"));
        write(warm.resolve(name));
        Path place = Files.createDirectory(folder.resolve("place"));
        Path target = Files.writeString(place.resolve(name), "old");
        limitFiles("2048");
        try {
            assertFails(ErrorCode.OUTPUT_NOT_WRITABLE, () -> write(target), target.toString());
        } finally {
            limitFiles("unlimited");
        }
        assertThat(Files.readString(target)).isEqualTo("old");
        assertThat(names(place)).containsExactly(name);
        write(target);
        assertThat(Files.size(target)).isGreaterThan(2048);
    }

    private static void limitFiles(String bytes) throws Exception {
        String process = String.valueOf(ProcessHandle.current().pid());
        Process change = new ProcessBuilder("/usr/bin/prlimit", "--pid", process, "--fsize=" + bytes + ":")
                .inheritIO()
                .start();
        assertThat(change.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(change.exitValue()).isZero();
    }

    private static FileSystem smallDisk(int bytes) {
        return Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setMaxSize(bytes)
                .setBlockSize(512)
                .build());
    }

    private static void refused(Path target) {
        assertFails(ErrorCode.OUTPUT_NOT_WRITABLE, () -> write(target), target.toString());
    }

    private static void write(Path target) {
        String name = target.getFileName().toString();
        if (name.endsWith(".person")) {
            head.save(target);
        } else if (name.contains(".")) {
            head.animate(motion()).writeTo(target);
        } else {
            head.animate(motion()).writePngs(target);
        }
    }

    private static Driver motion() {
        return Driver.track(MOTION);
    }
}
