package io.talkinghead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StudyCommandTest {
    private static final String ANSWERS = """
            {"format": "talkinghead-study-1", "study": "s", "participant": "p", "answers": [
             {"kind": "triplet", "method": "ours", "found": true},
             {"kind": "triplet", "method": "ours", "found": false},
             {"kind": "pair", "better": "ours", "worse": "theirs"}]}
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void makePictures() {
        for (String name : new String[] {"real/ann/0.png", "real/ann/1.png", "ours/ann/0.png"}) {
            ImageFiles.write(folder.resolve(name), Frame.of(8, 8, new byte[3 * 64]));
        }
    }

    private int run(String... words) {
        CommandLine line = TalkingHeadCommand.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(words);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void make_folders_writesThePageAndTellsHowManyQuestions() {
        int code =
                run("study", "make", "--real", path("real"), "--made", "ours=" + path("ours"), "--out", path("page"));

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).contains("index.html").contains("20 questions");
        assertThat(folder.resolve("page/index.html")).exists();
    }

    @Test
    void make_intoAFolderThatIsRead_isRefused() {
        assertThat(run(
                        "study",
                        "make",
                        "--real",
                        path("real"),
                        "--made",
                        "ours=" + path("ours"),
                        "--out",
                        path("real")))
                .isEqualTo(1);
        assertThat(err.toString()).contains("TH-503");
    }

    @Test
    void make_noQuestions_isWrongUse() {
        assertThat(run(
                        "study",
                        "make",
                        "--real",
                        path("real"),
                        "--made",
                        "ours=" + path("ours"),
                        "--triplets",
                        "0",
                        "--out",
                        path("page")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no questions");
    }

    @Test
    void score_answers_printsTablesAndWritesJson() throws IOException {
        Files.writeString(folder.resolve("a.json"), ANSWERS);

        assertThat(run("study", "score", path("a.json"), "--json", path("score.json")))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("| ours | 50.0 |").contains("| 1 | ours | 100.0 |");
        assertThat(folder.resolve("score.json")).content().contains("\"participants\" : 1");
    }

    @Test
    void score_jsonThatIsAnAnswerFile_isRefused() throws IOException {
        Files.writeString(folder.resolve("a.json"), ANSWERS);

        assertThat(run("study", "score", path("a.json"), "--json", path("a.json")))
                .isEqualTo(1);
        assertThat(err.toString()).contains("TH-503");
        assertThat(folder.resolve("a.json")).hasContent(ANSWERS);
    }
}
