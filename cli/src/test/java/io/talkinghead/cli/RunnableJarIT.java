package io.talkinghead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar, run as a user runs it. */
class RunnableJarIT {
    private static final String ASTRONAUT = "../examples/samples/astronaut.png";
    private static final String MONA_LISA = "../examples/samples/joconde.jpg";
    private static final String TRACK = "../examples/samples/demo-track.json";

    @TempDir
    private Path folder;

    @Test
    void backends_always_listsOnnx() throws Exception {
        Program result = run("backends");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("onnx: usable");
        // Nothing to act on, such as the warnings newer JDKs print about native libraries and sun.misc.Unsafe.
        assertThat(result.err()).isEmpty();
    }

    @Test
    void analyzeJson_samples_givesOneFaceWith68LandmarksEach() throws Exception {
        Program result = run("analyze", "--json", ASTRONAUT, MONA_LISA);
        assertThat(result.code()).isZero();
        JsonNode pictures = new ObjectMapper().readTree(result.out());
        assertThat(result.err()).isEmpty();
        assertThat(pictures).hasSize(2);
        for (JsonNode picture : pictures) {
            assertThat(picture.path("faces")).hasSize(1);
            assertThat(picture.path("faces").get(0).path("landmarks")).hasSize(68);
        }
    }

    /** All readers are in the jar, with the files that name them. */
    @Test
    void analyzeJson_photosOfPhonesAndBrowsers_givesOneFaceEach() throws Exception {
        String photos = "src/test/resources/photos/astronaut.";
        Program result = run("analyze", "--json", photos + "webp", photos + "heic", photos + "avif");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        for (JsonNode picture : new ObjectMapper().readTree(result.out())) {
            assertThat(picture.path("faces")).hasSize(1);
        }
    }

    @Test
    void animate_photoAndTrack_writesPngsVideoAndPerson() throws Exception {
        Path person = folder.resolve("mona.person");
        Path frames = folder.resolve("frames");
        Program first = run(
                "animate",
                "--photos",
                MONA_LISA,
                "--driver",
                TRACK,
                "--out",
                frames.toString(),
                "--size",
                "96",
                "--save-person",
                person.toString(),
                "--quiet");
        assertThat(first.err()).isEmpty();
        assertThat(first.code()).isZero();
        try (Stream<Path> files = Files.list(frames)) {
            assertThat(files.count()).isEqualTo(144);
        }
        assertThat(ImageFiles.read(frames.resolve("00000.png")).widthPx()).isEqualTo(96);

        Path video = folder.resolve("mona.mp4");
        Program second = run(
                "animate",
                "--person",
                person.toString(),
                "--driver",
                TRACK,
                "--out",
                video.toString(),
                "--size",
                "96",
                "--quiet");
        assertThat(second.code()).isZero();
        assertThat(video).isNotEmptyFile();
        assertThat(run("person", "info", person.toString()).out())
                .contains("turning-128-open")
                .contains("feed-forward");
        Path photos = folder.resolve("photos");
        assertThat(run("person", "photos", person.toString(), "--out", photos.toString())
                        .code())
                .isZero();
        assertThat(photos.resolve("photo-0.png")).isNotEmptyFile();
        Path track = folder.resolve("again.json");
        assertThat(run("track", video.toString(), "--out", track.toString(), "--quiet")
                        .out())
                .contains("144 frames");
    }

    @Test
    void animate_badInput_failsInOneLineWithItsCodeAndWritesNothing() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.png"), "this is no picture");
        Path out = folder.resolve("x.mp4");
        check(run("animate", "--photos", text.toString(), "--driver", TRACK, "--out", out.toString()), 1, "TH-101");
        Path broken = Files.writeString(folder.resolve("t.json"), "{\"version\":1");
        check(
                run("animate", "--photos", MONA_LISA, "--driver", broken.toString(), "--out", out.toString()),
                1,
                "TH-203");
        Path video = Files.writeString(folder.resolve("v.mp4"), "no video");
        check(
                run("animate", "--photos", MONA_LISA, "--driver", video.toString(), "--out", out.toString()),
                1,
                "TH-201");
        check(
                run("animate", "--photos", MONA_LISA, "--driver", TRACK, "--out", out.toString(), "--backend", "none"),
                1,
                "TH-403");
        check(run("animate", "--driver", TRACK, "--out", out.toString()), 2, "--photos");
        assertThat(run("animate", "--photos", MONA_LISA).code()).isEqualTo(2);
        assertThat(out).doesNotExist();
    }

    private static void check(Program result, int code, String says) {
        assertThat(result.err()).contains(says);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.code()).isEqualTo(code);
    }

    private Program run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("-jar", "target/talkinghead.jar"));
        command.addAll(List.of(arguments));
        return Program.run(folder, command);
    }
}
