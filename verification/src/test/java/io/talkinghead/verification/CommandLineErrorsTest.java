package io.talkinghead.verification;

import static io.talkinghead.verification.Samples.ASTRONAUT;
import static io.talkinghead.verification.Samples.MONA_LISA;
import static io.talkinghead.verification.Samples.TRACK;
import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.Backends;
import io.talkinghead.cli.TalkingHeadCommand;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoWriter;
import io.talkinghead.testkit.Program;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How every command fails: 1 and one line with its code, or 2 for wrong use; nothing is written. */
class CommandLineErrorsTest {
    @TempDir
    private Path folder;

    @Test
    void animate_badInput_failsInOneLineAndSavesNoPerson() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.png"), "this is no picture");
        Path saved = folder.resolve("a.person");
        Path out = folder.resolve("frames");
        failed("TH-101", text, animate("--photos", text, "--save-person", saved, "--driver", TRACK, "--out", out));
        Path broken = Files.writeString(folder.resolve("b.person"), "no person");
        failed("TH-304", broken, animate("--person", broken, "--driver", TRACK, "--out", out));
        failed("TH-104", ASTRONAUT, animate("--photos", ASTRONAUT, "--face", 7, "--driver", TRACK, "--out", out));
        Path below = text.resolve("x.mp4");
        failed(
                "TH-501",
                below,
                animate("--quiet", "--photos", ASTRONAUT, "--size", 64, "--driver", TRACK, "--out", below));
        assertThat(Samples.names(folder)).containsExactly("b.person", "notes.png");
    }

    @Test
    void animate_wrongUse_endsWithTwo() throws Exception {
        Path out = folder.resolve("x.mp4");
        Object[] rest = {"--driver", TRACK, "--out", out};
        usage("--photos", animate(rest));
        usage("--no-face", animate("--photos", ASTRONAUT, "--no-face", "maybe", rest[0], rest[1], rest[2], rest[3]));
        usage("size", animate("--photos", ASTRONAUT, "--size", 3, rest[0], rest[1], rest[2], rest[3]));
        usage("thread", animate("--photos", ASTRONAUT, "--threads", 0, rest[0], rest[1], rest[2], rest[3]));
        usage("none.mp4", animate("--photos", ASTRONAUT, "--driver", folder.resolve("none.mp4"), "--out", out));
        usage("--tune", animate("--photos", ASTRONAUT, "--vgg19", out, rest[0], rest[1], rest[2], rest[3]));
        usage("name a command", List.of());
        usage("dance", List.of("dance"));
        assertThat(Samples.names(folder)).isEmpty();
    }

    @Test
    void track_badVideo_failsInOneLineAndWritesNothing() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.mp4"), "this is no video");
        Path out = folder.resolve("t.json");
        failed("TH-201", text, List.of("track", text, "--out", out));
        Path wall = folder.resolve("wall.mp4");
        try (VideoWriter writer = Backends.videos().openWriter(wall, new VideoFormat(64, 64, 25), null)) {
            writer.write(Samples.faceless(64, 64), 0);
            writer.write(Samples.faceless(64, 64), 1);
            writer.finish();
        }
        failed("TH-204", wall, List.of("track", wall, "--out", out, "--quiet"));
        usage("--out", List.of("track", wall));
        assertThat(out).doesNotExist();
    }

    @Test
    void analyzeAndPersonInfo_badFile_failInOneLine() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.png"), "this is no picture");
        failed("TH-101", text, List.of("analyze", "--json", MONA_LISA, text));
        failed("TH-304", text, List.of("person", "info", text));
        usage("IMAGE", List.of("analyze"));
        usage("FILE", List.of("person", "info"));
    }

    @Test
    void verbose_failure_showsTheTraceBelowTheLine() throws Exception {
        Path missing = folder.resolve("missing.png");
        Program result = run(List.of("analyze", "--verbose", missing));
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err().lines().findFirst().orElseThrow())
                .startsWith("TH-101")
                .contains(missing.toString());
        assertThat(result.err())
                .contains("\tat io.talkinghead.image.ImageFiles")
                .contains("NoSuchFileException");
    }

    private static List<Object> animate(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("animate"));
        all.addAll(List.of(arguments));
        return all;
    }

    private static void failed(String code, Path file, List<?> arguments) {
        Program result = run(arguments);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).startsWith(code + ": ").contains(file.toString());
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(1);
    }

    private static void usage(String says, List<?> arguments) {
        Program result = run(arguments);
        assertThat(result.err().lines().findFirst().orElseThrow()).contains(says);
        assertThat(result.code()).isEqualTo(2);
    }

    private static Program run(List<?> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = TalkingHeadCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.stream().map(Object::toString).toArray(String[]::new));
        return new Program(code, out.toString(), err.toString());
    }
}
