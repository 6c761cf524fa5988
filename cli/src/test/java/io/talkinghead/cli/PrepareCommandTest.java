package io.talkinghead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.image.Resampler;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetClip;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Preparation and evaluation by the real backend. */
class PrepareCommandTest {
    @TempDir
    private Path folder;

    @Test
    void prepareAndEvaluate_sampleThatMoves_giveADatasetAndATable() throws IOException {
        Path in = folder.resolve("in");
        Path out = folder.resolve("out");
        Frame photo = ImageFiles.read(Path.of("../examples/samples", "astronaut.png"));
        for (int i = 0; i < 4; i++) {
            Frame moved = Resampler.crop(photo, new SquareCrop(4 * i, 2 * i, 420), 256);
            ImageFiles.write(in.resolve("astronaut/talk/" + i + ".jpg"), moved);
        }
        Path damaged = in.resolve("astronaut/talk/1.jpg");
        byte[] bytes = Files.readAllBytes(damaged);
        Files.write(damaged, Arrays.copyOf(bytes, bytes.length / 2));
        Files.writeString(in.resolve("broken.mp4"), "this is no video");

        Result prepared = run("prepare", "--in", in.toString(), "--out", out.toString(), "--threads", "2", "--quiet");
        assertThat(prepared.code).isZero();
        assertThat(prepared.out).contains("1 identities, 1 clips, 3 frames; 1 sources rejected");
        assertThat(prepared.err).contains("1.jpg").contains("skipped broken.mp4");
        DatasetClip clip = Dataset.open(out).identities().get(0).clips().get(0);
        assertThat(clip.picture(0).widthPx()).isEqualTo(256);
        // One crop for all: the face moves left and up as the camera moves right and down.
        assertThat(clip.landmarks(2).box().centerX())
                .isLessThan(clip.landmarks(0).box().centerX() - 2);

        Path table = folder.resolve("table");
        Result nobody = run("evaluate", "--data", out.toString(), "--out", table.toString(), "--quiet");
        assertThat(nobody.code).isEqualTo(1);
        assertThat(nobody.err).startsWith("TH-306").contains("none of the 1 persons", "--split all");
        Result judged = run(
                "evaluate",
                "--data",
                out.toString(),
                "--shots",
                "1",
                "--split",
                "all",
                "--out",
                table.toString(),
                "--quiet");
        assertThat(judged.err).isEmpty();
        assertThat(judged.code).isZero();
        assertThat(judged.out).contains("| 1 | self | feed-forward |");
        assertThat(table.resolve("evaluation.json")).isNotEmptyFile();
        Result wrong = run("evaluate", "--data", out.toString(), "--shots", "40", "--out", table.toString());
        assertThat(wrong.code).isEqualTo(2);
    }

    private static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = TalkingHeadCommand.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        int code = line.execute(arguments);
        line.getErr().flush();
        return new Result(code, out.toString(), err.toString());
    }

    private record Result(int code, String out, String err) {}
}
