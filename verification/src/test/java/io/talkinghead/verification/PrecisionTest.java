package io.talkinghead.verification;

import static io.talkinghead.verification.Samples.ASTRONAUT;
import static io.talkinghead.verification.Samples.MONA_LISA;
import static io.talkinghead.verification.Samples.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.TalkingHead;
import io.talkinghead.cli.TalkingHeadCommand;
import io.talkinghead.engine.Precision;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.lab.evaluation.ImageMetrics;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Photo;
import io.talkinghead.testkit.Program;
import io.talkinghead.tuning.TuningOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heads that compute with 8 bits, with the shipped model and ONNX Runtime. */
class PrecisionTest {
    private static final int SIZE_PX =
            ModelBundle.named(ModelBundle.DEFAULT_NAME).spec().resolution();

    @TempDir
    private Path folder;

    private static TalkingHead.Builder head(Path photo) {
        return TalkingHead.builder(Photo.of(photo)).size(SIZE_PX).threads(1);
    }

    private static Landmarks pose(TalkingHead head) {
        return head.neutralLandmarks().transformed(1.03, -2, 3);
    }

    @Test
    void render_int8_differsFromFloatsByLittleButDoes() {
        for (Path photo : List.of(ASTRONAUT, MONA_LISA)) {
            try (TalkingHead floats = head(photo).build();
                    TalkingHead small = head(photo).precision(Precision.INT8).build()) {
                Frame expected = floats.render(pose(floats));
                Frame found = small.render(pose(small));
                assertThat(ImageMetrics.psnr(expected, found)).isGreaterThan(35);
                assertThat(found.rgb()).isNotEqualTo(expected.rgb());
            }
        }
    }

    @Test
    void render_int8OnSixteenThreads_givesTheBytesOfOneAndOfAnotherHead() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (TalkingHead head = head(ASTRONAUT).precision(Precision.INT8).build();
                TalkingHead other = head(ASTRONAUT).precision(Precision.INT8).build()) {
            byte[] expected = other.render(pose(other)).rgb();
            List<Callable<byte[]>> jobs = new ArrayList<>();
            for (int i = 0; i < 48; i++) {
                jobs.add(() -> head.render(pose(head)).rgb());
            }
            for (Future<byte[]> job : threads.invokeAll(jobs)) {
                assertThat(job.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void build_int8TunedOnAnotherBackend_tunesWithFloatsAndRendersWithInt8() {
        try (TalkingHead head = head(ASTRONAUT)
                .precision(Precision.INT8)
                .tuning(TuningOptions.defaults().withEpochs(1))
                .build()) {
            assertThat(head.backendId()).isEqualTo("onnx");
            assertThat(head.person().identity()).isInstanceOf(Identity.Tuned.class);
            assertThat(head.render(pose(head)).widthPx()).isEqualTo(SIZE_PX);
        }
    }

    @Test
    void build_int8OnDjl_isRefusedWithTheRemedy() {
        assertFails(
                ErrorCode.BACKEND_REFUSED,
                () -> head(ASTRONAUT).backend("djl").precision(Precision.INT8).build(),
                "djl",
                "GENERATE_INT8",
                "onnx");
    }

    @Test
    void animate_precisionOption_changesThePictures() {
        byte[] floats = firstFrame("float32");
        assertThat(firstFrame("INT8")).isNotEqualTo(floats);
        assertThat(firstFrame("Float32")).isEqualTo(floats);
    }

    private byte[] firstFrame(String precision) {
        Path out = folder.resolve(precision);
        String size = String.valueOf(SIZE_PX);
        Program result = run(
                "animate",
                "--quiet",
                "--photos",
                ASTRONAUT,
                "--driver",
                MONA_LISA,
                "--size",
                size,
                "--threads",
                "1",
                "--precision",
                precision,
                "--out",
                out);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        return ImageFiles.read(out.resolve(Samples.names(out).get(0))).rgb();
    }

    @Test
    void animate_wrongPrecisionOrBackendWithout_isRefused() {
        Program unknown =
                run("animate", "--photos", ASTRONAUT, "--driver", MONA_LISA, "--out", folder, "--precision", "int4");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("--precision", "INT8", "int4");
        Program lacking = run(
                "animate",
                "--photos",
                ASTRONAUT,
                "--driver",
                MONA_LISA,
                "--out",
                folder,
                "--precision",
                "int8",
                "--backend",
                "djl");
        assertThat(lacking.code()).isEqualTo(1);
        assertThat(lacking.err()).startsWith("TH-404").contains("djl", "GENERATE_INT8");
        assertThat(Samples.names(folder)).isEmpty();
    }

    @Test
    void backends_list_tellsWhoComputesWith8Bits() {
        List<String> offering = new ArrayList<>();
        String id = "";
        for (String line : run("backends").out().lines().toList()) {
            id = line.startsWith(" ") ? id : line.substring(0, line.indexOf(':'));
            if (line.contains("GENERATE_INT8")) {
                offering.add(id);
            }
        }
        assertThat(offering).containsExactly("onnx");
    }

    private static Program run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        int code = TalkingHeadCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(texts);
        return new Program(code, out.toString(), err.toString());
    }
}
