package io.talkinghead.internal.file;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
    @TempDir
    private Path folder;

    private Path clip;

    @BeforeEach
    void write() throws IOException {
        clip = Files.writeString(Files.createDirectory(folder.resolve("in")).resolve("clip.mp4"), "a clip");
    }

    @Test
    void checkFile_anyNameOfTheInput_isRefused() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.mp4"), clip);
        Path hard = Files.createLink(folder.resolve("hard.mp4"), clip);
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("in"));
        Path relative = Path.of("").toAbsolutePath().relativize(clip.toAbsolutePath());
        for (Path name : List.of(
                clip, folder.resolve("in/../in/./clip.mp4"), relative, link, hard, linked.resolve("clip.mp4"))) {
            refused(clip, () -> reading(clip).checkFile(name));
            refused(name, () -> reading(name).checkFile(clip));
        }
    }

    @Test
    void checkFile_existingFileOfAFolderThatIsRead_isRefused() {
        refused(clip, () -> reading(folder.resolve("in")).checkFile(clip));
        refused(clip, () -> reading(folder.resolve("in")).checkFile(folder.resolve("in/../in/clip.mp4")));
    }

    @Test
    void checkFile_anotherFile_passes() throws IOException {
        Path other = Files.writeString(folder.resolve("in/other.mp4"), "a clip");
        passes(() -> reading(clip).checkFile(other));
        passes(() -> reading(clip).checkFile(folder.resolve("new/clip.mp4")));
        passes(() -> reading(folder.resolve("in")).checkFile(folder.resolve("in/new.mp4")));
        passes(() -> reading(folder.resolve("missing.mp4")).checkFile(other));
    }

    @Test
    void checkFolder_thatIsOrContainsAnInput_isRefused() throws IOException {
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("in"));
        for (Path name : List.of(folder, folder.resolve("in"), linked, folder.resolve("new/../in"))) {
            refused(clip, () -> reading(clip).checkFolder(name));
            refused(folder.resolve("in"), () -> reading(folder.resolve("in")).checkFolder(name));
        }
    }

    @Test
    void checkFolder_thatContainsALinkToTheInput_isRefused() throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        Path link = Files.createSymbolicLink(out.resolve("00000.png"), clip);
        refused(link, () -> reading(link).checkFolder(out));
    }

    @Test
    void checkFolder_besideOrBelowTheInputs_passes() {
        passes(() -> reading(clip).checkFolder(folder.resolve("out")));
        passes(() -> reading(folder.resolve("in")).checkFolder(folder.resolve("in/frames")));
        passes(() -> reading(clip).checkFolder(folder.resolve("in/clip.mp4.d")));
    }

    private static InputFiles reading(Path input) {
        return InputFiles.of(List.of(input));
    }

    private static void refused(Path input, Runnable check) {
        assertThatThrownBy(check::run)
                .hasMessageStartingWith("TH-503: ")
                .hasMessageContaining(input.getFileName().toString());
    }

    private static void passes(Runnable check) {
        assertThatCode(check::run).doesNotThrowAnyException();
    }
}
