package io.talkinghead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.image.Resampler;
import io.talkinghead.image.SquareCrop;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command with the real backend. */
class CompareCommandTest {
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

    /** Compares the methods that need nothing beside what is shipped, with more options. */
    private int compare(Object... more) {
        List<Object> words = new ArrayList<>(List.of("compare", "--data", folder.resolve("data"), "--split", "all"));
        words.addAll(List.of("--shots", "1,2", "--methods", "copy,ours", "--quiet", "--threads", "2"));
        words.addAll(List.of(more));
        return run(words.toArray());
    }

    private void prepare() {
        Path in = folder.resolve("in");
        Frame photo = ImageFiles.read(Path.of("../examples/samples", "astronaut.png"));
        for (int i = 0; i < 4; i++) {
            Frame moved = Resampler.crop(photo, new SquareCrop(4 * i, 2 * i, 420), 256);
            ImageFiles.write(in.resolve("astronaut/talk/" + i + ".png"), moved);
        }
        assertThat(run("prepare", "--in", in, "--out", folder.resolve("data"), "--threads", "2", "--quiet"))
                .as(err.toString())
                .isZero();
    }

    @Test
    void compare_twoMethods_writesTablesASheetAndAStudyAndGoesOnWhereItWas() throws IOException {
        prepare();
        Path table = folder.resolve("table");

        assertThat(compare("--out", table, "--study", folder.resolve("study")))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("cores, engine onnx", "| 1 | copy |", "| 2 | ours |");
        assertThat(out.toString()).doesNotContain("Failed");
        for (String name : List.of("compare.md", "compare.csv", "compare.json", "sheet.png")) {
            assertThat(table.resolve(name)).isNotEmptyFile();
        }
        assertThat(folder.resolve("study/index.html")).exists();

        Path score = table.resolve("scores/ours/1-astronaut.json");
        FileTime before = Files.getLastModifiedTime(score);
        Files.delete(table.resolve("scores/ours/2-astronaut.json"));
        String first = Files.readString(table.resolve("compare.md"));
        assertThat(compare("--out", table)).as(err.toString()).isZero();
        assertThat(Files.getLastModifiedTime(score)).isEqualTo(before);
        assertThat(Files.readString(table.resolve("compare.md")).split("## Time", -1)[0])
                .isEqualTo(first.split("## Time", -1)[0]);

        assertThat(compare("--out", table, "--seed", "5")).isEqualTo(1);
        assertThat(err.toString()).contains("TH-504", "another seed");
    }

    @Test
    void compare_partsLeftOut_areRowsOfTheirOwn() throws IOException {
        prepare();
        Path table = folder.resolve("table");
        String methods = "ours,ours-no-lent,ours-no-mesh,ours-plane-warp,ours-no-drawing,ours-random-person,"
                + "ours-tuned-no-adversarial";
        List<Object> words = new ArrayList<>(List.of("compare", "--data", folder.resolve("data"), "--split", "all"));
        words.addAll(List.of("--shots", "1", "--methods", methods, "--quiet", "--threads", "2", "--out", table));
        assertThat(run(words.toArray())).as(err.toString()).isZero();
        List<String> rows = Files.readAllLines(table.resolve("compare.csv"));
        List<String> pictures = new ArrayList<>();
        // What the photo lends changes these pictures by less than a step of brightness.
        for (String method : methods.replace("ours-no-lent,", "").split(",")) {
            Path shown = table.resolve("pictures/1").resolve(method).resolve("astronaut");
            if (Files.exists(shown)) {
                try (Stream<Path> files = Files.list(shown)) {
                    Path first = files.sorted().findFirst().orElseThrow();
                    pictures.add(Hashing.sha256()
                            .hashBytes(Files.readAllBytes(first))
                            .toString());
                }
            }
        }
        assertThat(pictures).hasSize(5).doesNotHaveDuplicates();
        assertThat(rows.get(7)).contains("TH-302", "no discriminator");
    }

    @Test
    void compare_methodThatThereIsNot_isWrongUseAndToldBeforeAnyWork() {
        assertThat(run("compare", "--data", folder, "--methods", "ours,magic", "--out", folder.resolve("out")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("'magic'", "copy", "ours-tuned", "warp");
        assertThat(run("compare", "--data", folder, "--methods", "ours,ours", "--out", folder.resolve("out")))
                .isEqualTo(2);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void compare_face2faceWithoutARigOrTheOtherWayRound_isWrongUse() {
        Path table = folder.resolve("out");
        assertThat(run("compare", "--data", folder, "--methods", "copy,face2face", "--out", table))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--rig FILE", "face2face");
        assertThat(run("compare", "--data", folder, "--methods", "copy", "--rig", folder, "--out", table))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--rig FILE", "face2face");
    }

    @Test
    void compare_portraitAndARigThatIsNone_isATableAndARowThatSaysWhy() throws IOException {
        prepare();
        Path rig = Files.writeString(folder.resolve("rig.npz"), "no rig");
        assertThat(compare("--out", folder.resolve("table"), "--methods", "averbuch-elor,face2face", "--rig", rig))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("| 1 | averbuch-elor |", "| 2 | averbuch-elor |", "## Failed", "| 1 | face2face | TH-302");
    }
}
