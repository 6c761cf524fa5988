package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.image.Frame;
import io.talkinghead.image.Synthesis;
import io.talkinghead.marks.Marks;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoReader;
import io.talkinghead.spi.video.VideoWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelledVideosTest {
    private static final Synthesis SYNTHESIS = new Synthesis(true, "TalkingHead 1.2", "a-model", "0123abcd");
    private static final int SIDE = 64;
    private static final int FRAMES = 5;

    @TempDir
    private Path folder;

    private Path write(String name, boolean labelled) {
        Path file = folder.resolve(name);
        try (VideoWriter writer = new FfmpegVideoProvider().openWriter(file, new VideoFormat(SIDE, SIDE, 25), null)) {
            for (int i = 0; i < FRAMES; i++) {
                byte[] rgb = new byte[3 * SIDE * SIDE];
                Arrays.fill(rgb, (byte) (20 * i));
                Frame frame = Frame.of(SIDE, SIDE, rgb);
                writer.write(labelled ? frame.withSynthesis(SYNTHESIS) : frame, i);
            }
            writer.finish();
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.mp4", "a.webm", "a.gif"})
    void video_saysHowItWasMadeAndPlaysAsBefore(String name) throws IOException {
        Path file = write(name, true);
        assertThat(Synthesis.read(file)).contains(SYNTHESIS);
        assertThat(Marks.detect(file).metadata()).contains(SYNTHESIS);
        assertThat(Files.readAllBytes(write("again-" + name, true))).isEqualTo(Files.readAllBytes(file));
        Path plain = write("plain-" + name, false);
        assertThat(Synthesis.read(plain)).isEmpty();
        assertThat(Marks.detect(plain).isMarked()).isFalse();
        try (VideoReader labelled = new FfmpegVideoProvider().openReader(file);
                VideoReader other = new FfmpegVideoProvider().openReader(plain)) {
            for (int i = 0; i < FRAMES; i++) {
                VideoReader.TimedFrame frame = labelled.next().orElseThrow();
                VideoReader.TimedFrame expected = other.next().orElseThrow();
                assertThat(frame.frame().rgb()).isEqualTo(expected.frame().rgb());
                assertThat(frame.time()).isEqualTo(expected.time());
            }
            assertThat(labelled.next()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.mp4", "a.gif"})
    void video_isReadByExiftool(String name) throws Exception {
        String told = told("exiftool", "-a", "-n", write(name, true).toString());
        assertThat(told)
                .contains(SYNTHESIS.digitalSourceType(), "TalkingHead 1.2", "a-model", "0123abcd")
                .doesNotContain("Warning", "Error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.mp4", "a.webm"})
    void video_isReadByFfprobe(String name) throws Exception {
        String told = told(
                "ffprobe", "-v", "warning", "-show_format", write(name, true).toString());
        assertThat(told).contains(SYNTHESIS.digitalSourceType() + " TalkingHead 1.2", "nb_streams=1");
    }

    private static String told(String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            Assumptions.abort(command[0] + " is not installed");
            throw e;
        }
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return told;
    }
}
