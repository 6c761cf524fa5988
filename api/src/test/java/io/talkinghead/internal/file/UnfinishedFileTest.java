package io.talkinghead.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnfinishedFileTest {
    @TempDir
    private Path folder;

    private static WritingProcess elsewhere() {
        WritingProcess me = WritingProcess.current();
        String place = me.place().equals("00000000") ? "00000001" : "00000000";
        return new WritingProcess(place, me.number(), me.start());
    }

    private static void age(Path file, Duration age) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    @Test
    void write_besideAKilledProgramsFile_removesIt() throws IOException {
        Path left = Killed.fileIn(folder);
        AtomicFile.write(folder.resolve("new.txt"), temporary -> Files.writeString(temporary, "new"));
        assertThat(left).doesNotExist();
        assertThat(folder).isDirectoryContaining("glob:**/new.txt");
    }

    @Test
    void write_whileThisProcessWritesAnotherFile_leavesThat() throws IOException {
        try (AtomicFile other = AtomicFile.open(folder.resolve("other.txt"))) {
            Files.writeString(other.temporary(), "other");
            age(other.temporary(), Duration.ofDays(100));
            AtomicFile.write(folder.resolve("new.txt"), temporary -> Files.writeString(temporary, "new"));
            other.commit();
        }
        assertThat(folder.resolve("other.txt")).hasContent("other");
        assertThat(folder.resolve("new.txt")).hasContent("new");
    }

    @Test
    void removeAbandoned_fileOfAnotherProcess_goesWhenThatHasEnded() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        UnfinishedFileProgram.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = other.inputReader(StandardCharsets.UTF_8)) {
            Path file = Path.of(out.readLine());
            UnfinishedFile.removeAbandoned(folder);
            assertThat(file).exists();
            other.destroyForcibly();
            assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();
            UnfinishedFile.removeAbandoned(folder);
            assertThat(file).doesNotExist();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void removeAbandoned_fileOfAProcessElsewhere_goesADayAfterItsLastChange() throws IOException {
        Path fresh = Killed.fileOf(folder, elsewhere(), "0123abcd.png");
        Path old = Killed.fileOf(folder, elsewhere(), "4567abcd.png");
        age(fresh, Duration.ofHours(23));
        age(old, Duration.ofHours(25));
        UnfinishedFile.removeAbandoned(folder);
        assertThat(fresh).exists();
        assertThat(old).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".talkinghead-notes.txt", ".talkinghead-00000000-1-1-0123abc", "talkinghead-1.mp4", ".x.mp4"})
    void removeAbandoned_fileOfAUser_stays(String name) throws IOException {
        Path file = Files.createFile(folder.resolve(name));
        age(file, Duration.ofDays(100));
        UnfinishedFile.removeAbandoned(folder);
        assertThat(file).exists();
    }

    @Test
    void removeAbandoned_folderAndMissingFolder_areLeftAlone() throws IOException {
        Path file = Killed.fileIn(folder);
        Files.delete(file);
        Files.createDirectory(file);
        UnfinishedFile.removeAbandoned(folder);
        UnfinishedFile.removeAbandoned(folder.resolve("missing"));
        assertThat(file).isDirectory();
    }
}
