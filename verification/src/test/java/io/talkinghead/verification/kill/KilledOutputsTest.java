package io.talkinghead.verification.kill;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
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
        List<Map<String, byte[]>> versions = List.of(written(0), written(1));
        assertReadable();
        KilledProgram program = new KilledProgram(
                folder,
                1500,
                new Random(1),
                List.of("-Djava.io.tmpdir=" + temporary),
                OutputsProgram.class,
                inputs.toString(),
                out.toString());
        int halves = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            program.kill();
            Map<String, byte[]> found = contents(out);
            halves += (int)
                    found.keySet().stream().filter(KilledOutputsTest::isHidden).count();
            // Those of one program: what earlier ones left is gone.
            assertThat(found.keySet().stream().filter(KilledOutputsTest::isHidden))
                    .as("kill %s", kill)
                    .hasSizeLessThanOrEqualTo(2 * OutputsProgram.FILES.size());
            found.keySet().removeIf(KilledOutputsTest::isHidden);
            assertThat(found.keySet())
                    .as("kill %s", kill)
                    .isEqualTo(versions.get(0).keySet());
            found.forEach((name, content) ->
                    assertThat(versions).as("%s", name).anyMatch(version -> Arrays.equals(version.get(name), content)));
        }
        // Else the moments were not those that matter.
        assertThat(halves).isGreaterThanOrEqualTo(KILLS / 10);
        assertThat(written(1).keySet()).isEqualTo(versions.get(1).keySet());
    }

    /** Runs the program to its end. */
    private Map<String, byte[]> written(int version) throws Exception {
        Program run = Program.run(
                folder,
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        OutputsProgram.class.getName(),
                        inputs.toString(),
                        out.toString(),
                        String.valueOf(version)));
        assertThat(run.code()).as(run.err()).isZero();
        return contents(out);
    }

    private void assertReadable() throws IOException {
        assertThat(Person.open(out.resolve("saved.person")).photos()).hasSize(1);
        assertThat(ImageFiles.read(out.resolve("still.png")).widthPx()).isEqualTo(64);
        for (String clip : List.of("clip.mp4", "clip.webm", "clip.gif")) {
            assertThat(frames(out.resolve(clip))).as(clip).isGreaterThanOrEqualTo(3);
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

    private static boolean isHidden(String name) {
        return Path.of(name).getFileName().toString().startsWith(".");
    }

    private static Map<String, byte[]> contents(Path folder) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(folder)) {
            found.filter(Files::isRegularFile).forEach(files::add);
        }
        for (Path file : files) {
            contents.put(folder.relativize(file).toString(), Files.readAllBytes(file));
        }
        return contents;
    }
}
