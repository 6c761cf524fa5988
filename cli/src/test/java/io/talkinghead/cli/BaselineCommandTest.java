package io.talkinghead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.image.Resampler;
import io.talkinghead.image.SquareCrop;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command with the real backends. */
class BaselineCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = TalkingHeadCommand.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(Arrays.stream(words).map(Object::toString).toArray(String[]::new));
    }

    private void prepare() {
        Frame photo = ImageFiles.read(Path.of("../examples/samples", "astronaut.png"));
        for (int i = 0; i < 3; i++) {
            Frame moved = Resampler.crop(photo, new SquareCrop(4 * i, 2 * i, 420), 256);
            ImageFiles.write(folder.resolve("in/astronaut/talk/" + i + ".png"), moved);
        }
        assertThat(run("prepare", "--in", folder.resolve("in"), "--out", data(), "--threads", "2", "--quiet"))
                .as(err.toString())
                .isZero();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private int train(String method, Object... more) {
        Object[] words = {"baseline", "train", "--method", method, "--data", data(), "--out", folder.resolve("trained")
        };
        Object[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return run(all);
    }

    @Test
    void train_oneStep_isComparedWithACopy() throws IOException {
        prepare();
        String[] shortest = {"--steps", "1", "--validation-fraction", "0", "--threads", "2", "--quiet"};

        assertThat(train("x2face", (Object[]) shortest)).as(err.toString()).isZero();
        assertThat(out.toString()).contains("compare --methods copy,ours,x2face");
        assertThat(Files.readString(folder.resolve("trained/x2face/method.json")))
                .contains("\"steps\" : 1");

        int code = run(
                "compare",
                "--data",
                data(),
                "--split",
                "all",
                "--shots",
                "1",
                "--methods",
                "copy,x2face",
                "--baselines",
                folder.resolve("trained"),
                "--out",
                folder.resolve("table"),
                "--quiet");
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).contains("| 1 | copy |", "| 1 | x2face |").doesNotContain("Failed");
    }

    @Test
    void train_methodThatIsNotKnown_listsThose() {
        assertThat(train("x2faces")).isEqualTo(2);
        assertThat(err.toString()).contains("x2faces", "pix2pix-hd, x2face, x2face-landmarks");
    }

    @Test
    void train_startWhereNothingWasTrained_isRefusedNamingTheFolder() {
        prepare();
        Path start = folder.resolve("before");
        assertThat(train("x2face", "--validation-fraction", "0", "--start", start, "--quiet"))
                .isNotZero();
        assertThat(err.toString()).contains("TH-302", start.resolve("x2face").toString(), "method.json");
    }

    @Test
    void train_resolutionInBetween_isRefused() {
        prepare();
        assertThat(train("x2face", "--resolution", "200")).isEqualTo(2);
        assertThat(err.toString()).contains("128 or 256, not 200");
        assertThat(folder.resolve("trained")).doesNotExist();
    }
}
