package io.talkinghead.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.talkinghead.Backends;
import io.talkinghead.TalkingHead;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.person.Photo;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** ONNX Runtime, TensorRT and DJL on one class path, on a machine without a GPU. */
class BackendSelectionTest {
    private static final Path PHOTO = Path.of("../examples/samples", "astronaut.png");

    private static Map<String, Backends.Found> found;

    @BeforeAll
    static void look() {
        found = Backends.report().stream()
                .collect(Collectors.toMap(Backends.Found::id, Function.identity(), (a, b) -> a));
        assertThat(found).containsKeys("onnx", "tensorrt", "djl");
        assumeFalse(found("tensorrt").usable(), "TensorRT works here");
    }

    private static Backends.Found found(String id) {
        return requireNonNull(found.get(id));
    }

    private static TalkingHead.Builder head() {
        return TalkingHead.builder(Photo.of(PHOTO)).size(96);
    }

    @Test
    void head_nothingAskedFor_isRenderedByOnnxRuntimeAndTheReportSaysWhy() {
        try (TalkingHead head = head().build()) {
            assertThat(head.backendId()).isEqualTo("onnx");
        }
        assertThat(found("onnx").usable()).isTrue();
        assertThat(found("onnx").priority()).isGreaterThan(found("djl").priority());
        assertThat(found("tensorrt").detail()).containsAnyOf("driver", "GPU", "Linux x86-64");
    }

    @Test
    void head_tensorRtAskedFor_failsWithTheCauseAndTheRemedy() {
        TalkingHead.Builder builder = head().backend("tensorrt");
        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKEND_REFUSED))
                .hasMessageContaining("tensorrt")
                .hasMessageContaining(found("tensorrt").detail());
    }

    @Test
    void doctor_always_explainsEveryBackendAndEndsWell() {
        StringWriter out = new StringWriter();
        CommandLine line = TalkingHeadCommand.commandLine().setOut(new PrintWriter(out));
        assertThat(line.execute("backends", "--doctor")).isZero();
        assertThat(out.toString())
                .contains("onnx")
                .contains("  works: ONNX Runtime")
                .contains("tensorrt")
                .contains("  checking: platform")
                .contains("  missing: ");
    }

    @Test
    void tensorRtBuild_withoutAGpu_failsInOneLine() {
        StringWriter err = new StringWriter();
        CommandLine line = TalkingHeadCommand.commandLine().setErr(new PrintWriter(err));
        assertThat(line.execute("tensorrt", "build", "--model", "guided-192")).isEqualTo(1);
        assertThat(err.toString().strip().lines())
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .startsWith("TH-404")
                        .contains(found("tensorrt").detail()));
    }
}
