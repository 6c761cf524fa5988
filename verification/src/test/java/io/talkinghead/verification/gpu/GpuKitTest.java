package io.talkinghead.verification.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The GPU kit's driver on a machine that has no GPU: order, time, results as they come, and every way a check can end. */
class GpuKitTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private static KitCheck check(String name, Class<?> program, String... arguments) {
        return KitCheck.of(name, "tries " + name, "none", program.getName(), arguments);
    }

    private List<CheckResult> run(Duration time, KitCheck... checks) throws InterruptedException {
        Results results = new Results(folder);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        // The engines of the test's own class path: ONNX Runtime and PyTorch for the processor.
        CheckRun runner = new CheckRun(java, engines -> System.getProperty("java.class.path"), folder, folder);
        new KitRun(runner, results, new PrintStream(said, true, StandardCharsets.UTF_8)).run(List.of(checks), time);
        return results.all();
    }

    private List<JsonNode> written() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("results.jsonl"))) {
            lines.add(json.readTree(line));
        }
        return lines;
    }

    @Test
    void run_checksThatEndInEveryWay_writesEachWithItsCause() throws Exception {
        List<CheckResult> results = run(
                Duration.ofMinutes(1),
                check("works", Ending.class, "work"),
                check("wrong", Ending.class, "wrong"),
                check("refused", Ending.class, "refuse"),
                check("linked", Ending.class, "link"),
                check("late", Ending.class, "late"),
                check("native", Ending.class, "native"),
                check("killed", Ending.class, "kill"),
                check("hangs", Ending.class, "hang").within(Duration.ofSeconds(2)),
                new KitCheck(
                        "gone",
                        "has no class",
                        List.of(),
                        List.of(),
                        "no.such.Program",
                        List.of(),
                        Duration.ofSeconds(20)));
        assertThat(results)
                .extracting(result -> result.end().status())
                .containsExactly(
                        CheckStatus.PASSED,
                        CheckStatus.FAILED,
                        CheckStatus.REFUSED,
                        CheckStatus.REFUSED,
                        CheckStatus.FAILED,
                        CheckStatus.REFUSED,
                        CheckStatus.CRASHED,
                        CheckStatus.STOPPED,
                        CheckStatus.FAILED);
        assertThat(results.get(0).figures())
                .containsExactly(new Figure("size", "1.500", "ms"), new Figure("card", "one of \\ 2", ""));
        assertThat(results.get(1).end().cause()).contains("12 is not 13");
        assertThat(results.get(2).end().cause())
                .contains("TH-404", "no GPU", "because: java.lang.UnsatisfiedLinkError");
        assertThat(results.get(3).end().cause()).contains("libcublasLt.so.12");
        assertThat(results.get(4).end().cause()).contains("TH-406");
        assertThat(results.get(5).end().cause()).contains("TH-406", "; it said: ERROR libcuda.so.1: cannot open");
        assertThat(results.get(6).end().cause()).contains("ended with 7", "before the end");
        assertThat(results.get(7).end().cause()).contains("2 s");
        assertThat(results.get(7).figures()).hasSize(1);
        assertThat(results.get(8).end().cause()).contains("no.such.Program");
        assertThat(written())
                .extracting(line -> line.get("status").asText())
                .containsExactly(
                        "passed", "failed", "refused", "refused", "failed", "refused", "crashed", "stopped", "failed");
        assertThat(Files.readString(folder.resolve("report.md"))).contains("`works`", "size: 1.500 ms", "`gone`");
        assertThat(Files.readString(folder.resolve("log.txt"))).contains("===== works: java", "before the end");
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains(
                        "[1/9] works: tries works", "java io.talkinghead.verification.gpu.CheckMain", "1 of 9 passed");
    }

    @Test
    void run_noTimeLeft_saysWhereToGoOn() throws Exception {
        List<CheckResult> results =
                run(Duration.ofSeconds(6), check("hangs", Ending.class, "hang"), check("works", Ending.class, "work"));
        assertThat(results)
                .extracting(result -> result.end().status())
                .containsExactly(CheckStatus.STOPPED, CheckStatus.NOT_BEGUN);
        assertThat(results.get(1).end().cause()).contains("--from works");
        assertThat(written()).hasSize(2);
    }

    @Test
    void checks_onAMachineWithoutGpu_tellTheirRefusals() throws Exception {
        List<CheckResult> results = run(
                Duration.ofMinutes(2),
                check(
                        "suite",
                        SuiteCheck.class,
                        OnnxOnCudaContract.class.getName(),
                        TorchOnCudaContract.class.getName()),
                check("onnx", LatencyCheck.class, "onnx", "cuda:0", "shipped", "8"),
                check("djl", LatencyCheck.class, "djl", "cuda:0", "shipped", "8"),
                check("processor", LatencyCheck.class, "onnx", "cpu", "shipped", "8"));
        assertThat(results.subList(0, 3)).allSatisfy(result -> {
            assertThat(result.end().status()).as(result.end().cause()).isEqualTo(CheckStatus.REFUSED);
            assertThat(result.end().cause()).contains("TH-404", "cuda:0");
        });
        assertThat(results.get(3).end()).isEqualTo(CheckEnd.PASSED);
        assertThat(results.get(3).figures()).extracting(Figure::name).contains("median of 8", "99 % under");
    }

    @Test
    void kit_itsOwnChecks_haveDifferentNamesAndProgramsThatExist() throws Exception {
        List<KitCheck> checks = KitChecks.inOrder(folder);
        assertThat(checks).extracting(KitCheck::name).doesNotHaveDuplicates();
        assertThat(checks.get(0).name()).isEqualTo("machine");
        for (KitCheck check : checks) {
            if (check.program().startsWith(GpuKit.class.getPackageName())) {
                assertThat(Class.forName(check.program()).getDeclaredMethod("main", String[].class))
                        .isNotNull();
            } else {
                String source = check.program().replace('.', '/') + ".java";
                assertThat(List.of("backend-tensorrt", "backend-djl"))
                        .anyMatch(module -> Files.exists(
                                Path.of("..", module, "src/test/java").resolve(source)));
            }
        }
    }

    @Test
    void chosen_fromAndOnly_keepTheOrderAndRefuseOtherNames() {
        List<KitCheck> all = List.of(check("a", Ending.class), check("b", Ending.class), check("c", Ending.class));
        assertThat(GpuKit.chosen(all, Map.of())).isEqualTo(all);
        assertThat(GpuKit.chosen(all, Map.of("--from", "b")))
                .extracting(KitCheck::name)
                .containsExactly("b", "c");
        assertThat(GpuKit.chosen(all, Map.of("--only", "c,a")))
                .extracting(KitCheck::name)
                .containsExactly("a", "c");
        assertThatThrownBy(() -> GpuKit.chosen(all, Map.of("--only", "d")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a, b, c");
    }

    /** A check that ends as it is told. */
    static final class Ending {
        private Ending() {}

        public static void main(String[] args) throws InterruptedException {
            PrintStream out = System.out;
            switch (args[0]) {
                case "work" -> {
                    Figure.print(out, "size", 1.5, "ms");
                    Figure.print(out, "card", "one\n of \\ \"2\"");
                }
                case "wrong" -> throw new AssertionError("12 is not\n 13");
                case "refuse" ->
                    throw new TalkingHeadException(
                            ErrorCode.BACKEND_REFUSED, "no GPU", new UnsatisfiedLinkError("libcuda.so.1"));
                case "link" -> throw new UnsatisfiedLinkError("libcublasLt.so.12: cannot open shared object file");
                case "late" -> {
                    Figure.print(out, "size", 2, "ms");
                    throw new TalkingHeadException(ErrorCode.BACKEND_FAILED, "the GPU fell off");
                }
                case "native" -> {
                    out.println("\u001b[31mERROR libcuda.so.1: cannot open shared object file");
                    throw new TalkingHeadException(ErrorCode.BACKEND_FAILED, "a library does not load");
                }
                case "kill" -> {
                    out.println("before the end");
                    out.flush();
                    Runtime.getRuntime().halt(7);
                }
                default -> {
                    Figure.print(out, "size", 3, "ms");
                    Thread.sleep(60_000);
                }
            }
        }
    }
}
