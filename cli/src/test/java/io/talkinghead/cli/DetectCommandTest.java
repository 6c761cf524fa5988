package io.talkinghead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.TalkingHead;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.marks.Marks;
import io.talkinghead.person.Photo;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DetectCommandTest {
    private static final Path PHOTO = Path.of("../examples/samples/astronaut.png");
    private static final int SIZE = 256;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(Object... arguments) {
        CommandLine line =
                TalkingHeadCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return line.execute(words);
    }

    private static Frame rendered(Marks marks) {
        try (TalkingHead head =
                TalkingHead.builder(Photo.of(PHOTO)).size(SIZE).marks(marks).build()) {
            return head.render(head.neutralLandmarks());
        }
    }

    @Test
    void detect_whatAHeadRendered_isMarked() {
        Path file = folder.resolve("head.png");
        ImageFiles.write(file, rendered(Marks.standard().withPayload(0xBEEF)));
        assertThat(run("detect", file)).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("head.png: marked as synthetic")
                .contains("made by a trained model, with TalkingHead", "model turning")
                .contains("watermark: found; by chance at most", "payload 0000beef");
    }

    @Test
    void detect_whatNobodyMarked_isToldByTheExitCode() {
        Path file = folder.resolve("head.png");
        ImageFiles.write(file, rendered(Marks.none()));
        assertThat(run("detect", file)).isEqualTo(3);
        assertThat(out.toString()).contains("head.png: not marked", "metadata: says nothing", "watermark: not found");
        assertThat(run("detect", folder.resolve("none.png"))).isEqualTo(1);
        assertThat(err.toString()).contains("TH-101");
    }

    @Test
    void animate_marksItsOutputUnlessToldNotTo() {
        Path marked = folder.resolve("marked.png");
        Path plain = folder.resolve("plain.png");
        assertThat(run("animate", "--quiet", "--photos", PHOTO, "--driver", PHOTO, "--size", SIZE, "--out", marked))
                .as(err.toString())
                .isZero();
        assertThat(run(
                        "animate",
                        "--quiet",
                        "--no-marks",
                        "--full-frame",
                        "--photos",
                        PHOTO,
                        "--driver",
                        PHOTO,
                        "--size",
                        SIZE,
                        "--out",
                        plain))
                .isZero();
        assertThat(run("detect", marked)).isZero();
        assertThat(run("detect", marked, plain)).isEqualTo(3);
    }
}
