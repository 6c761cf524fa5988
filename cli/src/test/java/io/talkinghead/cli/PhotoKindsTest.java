package io.talkinghead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.TalkingHead;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.person.Photo;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * Photos of the kinds that phones and sites make become heads. The files are the sample portrait's face in 256 x 256 px, by libwebp,
 * x265 and libaom.
 */
class PhotoKindsTest {
    private static final Path DRIVER = Path.of("../examples/samples", "astronaut.png");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"webp", "heic", "avif"})
    void animate_photoOfThisKind_makesAPicture(String kind) throws IOException {
        Path photo = Files.write(folder.resolve("photo." + kind), bytes(kind));
        Path out = folder.resolve("out.png");
        run("animate", "--photos", photo, "--driver", DRIVER, "--out", out, "--size", 64, "--quiet");
        assertThat(ImageFiles.read(out).widthPx()).isEqualTo(64);
    }

    @Test
    void photo_ofAnUpload_makesAHead() throws IOException {
        Photo photo;
        try (InputStream upload = PhotoKindsTest.class.getResourceAsStream("/photos/astronaut.heic")) {
            photo = Photo.read(upload, "upload 17");
        }
        try (TalkingHead head = TalkingHead.builder(photo).size(64).build()) {
            Frame still = head.render(head.neutralLandmarks());
            assertThat(still.heightPx()).isEqualTo(64);
        }
    }

    private static byte[] bytes(String kind) throws IOException {
        try (InputStream in = PhotoKindsTest.class.getResourceAsStream("/photos/astronaut." + kind)) {
            return in.readAllBytes();
        }
    }

    private static void run(Object... line) {
        StringWriter err = new StringWriter();
        CommandLine command = TalkingHeadCommand.commandLine().setErr(new PrintWriter(err));
        String[] words = Arrays.stream(line).map(Object::toString).toArray(String[]::new);
        assertThat(command.execute(words)).as(err.toString()).isZero();
    }
}
