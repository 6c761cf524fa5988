package io.talkinghead.verification.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.HashCode;
import io.talkinghead.Backends;
import io.talkinghead.TalkingHead;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.person.Person;
import io.talkinghead.person.Photo;
import io.talkinghead.spi.video.VideoReader;
import io.talkinghead.testkit.KilledProgram;
import io.talkinghead.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Outputs whose program is killed at random moments: 200 times in the stress profile. What was there must be there still, in its
 * old or its new version, to the byte; and what is left half written must go with the next run.
 */
class KilledOutputsTest {
    private static final int KILLS = Integer.getInteger("talkinghead.kills", 3);
    private static final Path SAMPLES = Path.of("../examples/samples");

    @TempDir
    private Path folder;

    private Path inputs;
    private Path out;
    private Path temporary;

    @BeforeEach
    void prepare() throws IOException {
        inputs = Files.createDirectory(folder.resolve("inputs"));
        out = Files.createDirectory(folder.resolve("out"));
        temporary = Files.createDirectory(folder.resolve("temporary"));
        Files.copy(SAMPLES.resolve("demo-track.json"), inputs.resolve("track.json"));
        List<String> photos = List.of("astronaut.png", "joconde.jpg");
        for (int i = 0; i < photos.size(); i++) {
            try (TalkingHead head = TalkingHead.builder(Photo.of(SAMPLES.resolve(photos.get(i))))
                    .size(64)
                    .build()) {
                head.save(inputs.resolve(i + ".person"));
            }
        }
    }

    @Test
    @Timeout(3 * 3600)
    void outputs_killedAtRandomMoments_areTheOldOrTheNewOnesAndNothingStays() throws Exception {
        List<FolderContents> versions = List.of(written(0), written(1));
        assertReadable();
        KilledProgram program = new KilledProgram(
                folder,
                new Random(1),
                List.of("-Djava.io.tmpdir=" + temporary),
                OutputsProgram.class,
                inputs.toString(),
                out.toString());
        int halves = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            program.kill();
            FolderContents found = FolderContents.of(out);
            halves += found.hidden();
            // Those of one program: what earlier ones left is gone.
            assertThat(found.hidden()).as("kill %s", kill).isLessThanOrEqualTo(OutputsProgram.FILES.size());
            Map<String, HashCode> whole = found.visible().files();
            assertThat(whole.keySet())
                    .as("kill %s", kill)
                    .isEqualTo(versions.get(0).files().keySet());
            whole.forEach((name, hash) -> assertThat(versions)
                    .as("%s", name)
                    .anyMatch(version -> hash.equals(version.files().get(name))));
        }
        // Else the moments were not those that matter.
        assertThat(halves).isGreaterThanOrEqualTo(KILLS / 10);
        // The engine waits for a minute before it takes a folder for abandoned.
        for (String name : names(temporary)) {
            Files.setLastModifiedTime(
                    temporary.resolve(name), FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        }
        assertThat(written(1).files()).isEqualTo(versions.get(1).files());
        assertThat(temporary).isEmptyDirectory();
    }

    /** Runs the program to its end. */
    private FolderContents written(int version) throws Exception {
        Program run = Program.run(
                folder,
                List.of(
                        "-XX:-UsePerfData",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        OutputsProgram.class.getName(),
                        inputs.toString(),
                        out.toString(),
                        String.valueOf(version)));
        assertThat(run.code()).as(run.err()).isZero();
        return FolderContents.of(out);
    }

    private void assertReadable() throws IOException {
        assertThat(Person.open(out.resolve("saved.person")).photos()).hasSize(1);
        assertThat(ImageFiles.read(out.resolve("still.png")).widthPx()).isEqualTo(64);
        for (String clip : List.of("clip.mp4", "clip.webm", "clip.gif")) {
            assertThat(frames(out.resolve(clip))).as(clip).isGreaterThanOrEqualTo(3);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static int frames(Path video) {
        int frames = 0;
        try (VideoReader reader = Backends.videos().openReader(video)) {
            while (reader.next().isPresent()) {
                frames++;
            }
        }
        return frames;
    }
}
