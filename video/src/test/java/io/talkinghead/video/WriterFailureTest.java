package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.jimfs.Jimfs;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoWriter;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A writer that cannot write or is misused: a typed error, and nothing half on the disk. */
final class WriterFailureTest {
    private static final VideoFormat FORMAT = new VideoFormat(64, 48, 25);
    private static final Frame PICTURE = Clips.picture(64, 48, 0);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"out.avi", "out", "out.mp4.txt", ".mp", "mp4"})
    void extension_unknown_isRefusedNamingTheKnown(String name) throws IOException {
        assertNotWritable(() -> Clips.create(folder.resolve(name), FORMAT), name, ".mp4", ".webm", ".gif");
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.MP4", "OUT.WebM", "a.b.Gif"})
    void extension_inCapitals_isKnown(String name) {
        assertThat(Clips.read(Clips.write(folder.resolve(name), FORMAT, 2))).hasSize(2);
    }

    @Test
    void folder_missing_isMade() {
        Path file = Clips.write(folder.resolve("a").resolve("b").resolve("out.mp4"), FORMAT, 1);
        assertThat(Clips.read(file)).hasSize(1);
    }

    @Test
    void folder_thatIsAFile_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "kept");
        assertNotWritable(() -> Clips.create(file.resolve("out.mp4"), FORMAT), "out.mp4");
        assertThat(file).hasContent("kept");
    }

    @Test
    void folder_withoutTheRight_isRefused() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assumeTrue(locked.toFile().setWritable(false) && !Files.isWritable(locked), "rights do not bind this user");
        try {
            assertNotWritable(() -> Clips.create(locked.resolve("out.mp4"), FORMAT), "out.mp4", "not writable");
        } finally {
            assertThat(locked.toFile().setWritable(true)).isTrue();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void folder_whereNothingCanBeMade_isRefused() {
        // Not even for an administrator.
        assertNotWritable(() -> Clips.create(Path.of("/proc/out.mp4"), FORMAT), "/proc/out.mp4");
    }

    @Test
    void target_thatIsAFolder_isRefused() throws IOException {
        Path target = Files.createDirectory(folder.resolve("out.mp4"));
        assertNotWritable(() -> Clips.create(target, FORMAT), "out.mp4", "folder");
    }

    @Test
    void folder_vanishingMeanwhile_isRefusedAtTheEnd() throws IOException {
        Path target = folder.resolve("sub").resolve("out.mp4");
        VideoWriter writer = Clips.create(target, FORMAT);
        writer.write(PICTURE, 0);
        // Its file is open without a name; on Windows the open file keeps the folder.
        try (Stream<Path> inside = Files.list(target.getParent())) {
            for (Path path : inside.toList()) {
                assumeTrue(path.toFile().delete(), "open files cannot be removed here");
            }
        }
        Files.delete(target.getParent());
        assertNotWritable(writer::finish, "out.mp4");
        assertThat(files()).isEmpty();
    }

    @Test
    void fileSystem_inMemory_isRefusedBothWays() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem()) {
            Path file = Files.write(memory.getPath("clip.mp4"), new byte[] {1});
            assertNotWritable(() -> Clips.create(file, FORMAT), "clip.mp4", "file system");
            assertThatThrownBy(() -> Clips.open(file))
                    .isInstanceOfSatisfying(
                            TalkingHeadException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.VIDEO_UNREADABLE))
                    .hasMessageContaining("file system");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm", "gif"})
    void size_noCodecTakes_isRefusedAndLeavesNothing(String extension) throws IOException {
        VideoFormat wide = new VideoFormat(70_000, 20, 25);
        assertNotWritable(() -> Clips.create(folder.resolve("out." + extension), wide), "70000 x 20 px");
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm", "gif"})
    void writer_closedWithoutFinish_leavesWhatWasThere(String extension) throws IOException {
        Path target = Files.writeString(folder.resolve("out." + extension), "old");
        try (VideoWriter writer = Clips.create(target, FORMAT)) {
            writer.write(PICTURE, 0);
            writer.write(PICTURE, 1);
        }
        assertThat(files()).containsExactly(target);
        assertThat(target).hasContent("old");
    }

    @Test
    void writer_closedAtOnce_leavesNothing() throws IOException {
        Clips.create(folder.resolve("out.mp4"), FORMAT).close();
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm", "gif"})
    void writer_finished_replacesWhatWasThereAndLeavesItAlone(String extension) throws IOException {
        Path target = Files.writeString(folder.resolve("out." + extension), "old");
        VideoWriter writer = Clips.create(target, FORMAT);
        writer.write(PICTURE, 0);
        writer.finish();
        assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> writer.write(PICTURE, 1)).isInstanceOf(IllegalStateException.class);
        writer.close();
        writer.close();
        assertThat(files()).containsExactly(target);
        assertThat(Clips.read(target)).hasSize(1);
    }

    @Test
    void writer_closed_refusesEverything() throws IOException {
        VideoWriter writer = Clips.create(folder.resolve("out.mp4"), FORMAT);
        writer.write(PICTURE, 0);
        writer.close();
        writer.close();
        assertThatThrownBy(() -> writer.write(PICTURE, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void finish_withoutAFrame_isRefusedAndLeavesNothing() throws IOException {
        try (VideoWriter writer = Clips.create(folder.resolve("out.mp4"), FORMAT)) {
            assertThatThrownBy(writer::finish)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("frame");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void write_wrongSizeOrIndex_isRefusedAndTheWriterGoesOn() {
        Path target = folder.resolve("out.mp4");
        try (VideoWriter writer = Clips.create(target, FORMAT)) {
            assertThatThrownBy(() -> writer.write(PICTURE, -1)).isInstanceOf(IllegalArgumentException.class);
            writer.write(PICTURE, 3);
            assertThatThrownBy(() -> writer.write(Clips.picture(48, 64, 0), 4))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("48 x 64")
                    .hasMessageContaining("64 x 48");
            assertThatThrownBy(() -> writer.write(PICTURE, 3))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("PT0.12S");
            assertThatThrownBy(() -> writer.write(PICTURE, 2)).isInstanceOf(IllegalArgumentException.class);
            writer.write(PICTURE, 4);
            writer.finish();
        }
        assertThat(Clips.read(target)).hasSize(2);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.toList();
        }
    }

    private static void assertNotWritable(ThrowingCallable writing, String... parts) {
        assertThatThrownBy(writing)
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_NOT_WRITABLE))
                .hasMessageContainingAll(parts);
    }
}
