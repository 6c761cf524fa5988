package io.talkinghead.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.comparison.MethodSource;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.testkit.Golden;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Progress;
import io.talkinghead.work.WorkListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static final int SIZE = DrawnPersons.SIZE;

    @TempDir
    private Path folder;

    private Dataset dataset;
    private final PaintedBackend backend = new PaintedBackend();
    private final List<Progress> progress = new ArrayList<>();

    @BeforeEach
    void prepare() {
        dataset = DrawnPersons.write(folder.resolve("data"), Map.of("a", 12, "b", 7));
    }

    private ComparisonReport run(String out, EvaluationOptions options, MethodSource... methods) {
        return new Comparison(backend, options, folder.resolve(out))
                .run(dataset, dataset.identities(), List.of(methods), progress::add, new Cancellation());
    }

    private static EvaluationOptions options(Integer... shots) {
        return EvaluationOptions.defaults().withShots(List.of(shots)).withSeed(7);
    }

    private static EvaluationRow.Measures measures(ComparisonReport report, int row) {
        return report.rows().get(row).result().measures();
    }

    @Test
    void run_ownMethods_areJudgedAsTheEvaluationJudgesThem() {
        ModelBundle model = Golden.turnedModel();
        ComparisonReport report = run(
                "out",
                options(1, 4),
                MethodSources.copy(),
                MethodSources.warp(),
                MethodSources.head("ours", model, backend));
        EvaluationReport evaluated = new Evaluation(backend, model, options(1, 4), null)
                .run(dataset, dataset.identities(), WorkListener.NONE, new Cancellation());
        List<EvaluationRow> expected = evaluated.rows().stream()
                .filter(row -> row.mode() == EvaluationMode.SELF && row.group().isEmpty())
                .toList();
        for (ComparisonColumn column : ComparisonColumn.QUALITY) {
            // An evaluation shows no frames that follow each other.
            if (!column.id().equals("jitter")) {
                assertThat(report.rows())
                        .as(column.id())
                        .extracting(row -> column.of(row.result()))
                        .isEqualTo(expected.stream().map(column::of).toList());
            }
        }
        assertThat(measures(report, 0).motion().jitter().orElseThrow()).isZero();
        assertThat(measures(report, 1).motion().jitter().orElseThrow()).isBetween(0.8, 1.2);
        assertThat(report.rows())
                .extracting(row -> row.result().shots() + row.result().method().id())
                .containsExactly("1copy", "1warp", "1ours", "4copy", "4warp", "4ours");
        assertThat(report.rows()).allSatisfy(row -> assertThat(row.failure()).isEmpty());
        assertThat(progress).hasSize(12);
        assertThat(progress.get(11).done()).isEqualTo(12);
    }

    @Test
    void run_perfectMethod_reachesWhatTruthReaches() {
        FakeMethod perfect = FakeMethod.perfect("perfect");
        ComparisonReport report = run("out", options(1), perfect);
        EvaluationRow.Measures measures = measures(report, 0);
        assertThat(measures.l1()).hasValue(0);
        assertThat(measures.ssim().orElseThrow()).isEqualTo(1);
        assertThat(measures.frechet().orElseThrow()).isLessThan(1e-6);
        assertThat(measures.perceptual()).hasValue(0);
        assertThat(measures.sharpness()).hasValue(1);
        assertThat(measures.motion().keypointPx()).hasValue(0);
        assertThat(measures.motion().expressionPercent()).hasValue(0);
        assertThat(measures.motion().poseDegrees().orElseThrow()).isLessThan(1e-5);
        assertThat(measures.motion().jitter()).hasValue(1);
        assertThat(perfect.open).isZero();
    }

    @Test
    void run_otherMethodsBeside_changeNoMeasure() {
        ComparisonReport alone = run("alone", options(1), MethodSources.copy());
        ComparisonReport together = run("out", options(1), FakeMethod.perfect("z"), MethodSources.copy());
        assertThat(measures(together, 1)).isEqualTo(measures(alone, 0));
    }

    @Test
    void run_methodsThatFail_areRowsThatSayWhyAndTheOthersGoOn() {
        FakeMethod second = new FakeMethod("second", "a", SIZE, before -> {
            if (before == 1) {
                throw new TalkingHeadException(ErrorCode.NO_FACE, "nobody there");
            }
        });
        FakeMethod small = new FakeMethod("small", "a", 64, before -> {});
        ComparisonReport report = run(
                "out",
                options(1),
                failing("missing", true),
                failing("closed", false),
                second,
                small,
                FakeMethod.perfect("perfect"));
        assertThat(report.rows().get(0).failure().orElseThrow()).contains("TH-302", "no weights");
        assertThat(report.rows().get(1).failure().orElseThrow()).contains("TH-406", "no engine");
        assertThat(report.rows().get(2).failure().orElseThrow()).contains("1 of 2 persons", "nobody there");
        assertThat(report.rows().get(2).result().counts().identities()).isEqualTo(1);
        assertThat(report.rows().get(3).failure().orElseThrow()).contains("2 of 2 persons", "128 px");
        assertThat(measures(report, 3).csim()).isEmpty();
        assertThat(report.rows().get(4).failure()).isEmpty();
        assertThat(report.rows().get(4).result().counts().identities()).isEqualTo(2);
        assertThat(List.of(second.open, small.open)).containsOnly(0);
        assertThat(report.markdown()).contains("## Failed").contains("| 1 | missing | TH-302");
        // The next run tries again what failed, and nothing else.
        FakeMethod healed = FakeMethod.perfect("second");
        ComparisonReport again = run("out", options(1), healed);
        assertThat(again.rows().get(0).failure()).isEmpty();
        assertThat(healed.learnt).isEqualTo(1);
    }

    private static MethodSource failing(String id, boolean missing) {
        return new MethodSource() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public String origin() {
                if (missing) {
                    throw new TalkingHeadException(ErrorCode.MODEL_INVALID, "no weights");
                }
                return "a";
            }

            @Override
            public ComparedMethod open() {
                throw new TalkingHeadException(ErrorCode.BACKEND_FAILED, "no engine");
            }
        };
    }

    @Test
    void run_afterACrash_goesOnAndGivesTheSameAsOneThatWasNeverStopped() {
        FakeMethod crashing = new FakeMethod("fake", "a", SIZE, before -> {
            if (before == 2) {
                throw new InternalError("the power is gone");
            }
        });
        assertThatThrownBy(() -> run("out", options(1, 4), MethodSources.copy(), crashing))
                .isInstanceOf(InternalError.class);
        assertThat(crashing.open).isZero();
        FakeMethod fake = FakeMethod.perfect("fake");
        progress.clear();
        ComparisonReport resumed = run("out", options(1, 4), MethodSources.copy(), fake);
        assertThat(fake.learnt).isEqualTo(2);
        assertThat(progress.get(0).done()).isEqualTo(6);
        ComparisonReport whole = run("whole", options(1, 4), MethodSources.copy(), FakeMethod.perfect("fake"));
        assertThat(resumed.rows())
                .extracting(row -> row.result().measures())
                .isEqualTo(whole.rows().stream()
                        .map(row -> row.result().measures())
                        .toList());
        assertThat(resumed.sheet().rgb()).isEqualTo(whole.sheet().rgb());
        // All is there: nothing is opened any more.
        FakeMethod unused = FakeMethod.perfect("fake");
        assertThat(run("out", options(1, 4), MethodSources.copy(), unused).rows())
                .hasSize(4);
        assertThat(unused.learnt).isZero();
    }

    @Test
    void run_fileThatIsDamaged_isMeasuredAgain() throws Exception {
        run("out", options(1), FakeMethod.perfect("fake"));
        Files.writeString(folder.resolve("out/scores/fake/1-a.json"), "{\"millis\": 1, \"frames\": [{");
        FakeMethod fake = FakeMethod.perfect("fake");
        assertThat(measures(run("out", options(1), fake), 0).l1()).hasValue(0);
        assertThat(fake.learnt).isEqualTo(1);
    }

    @Test
    void run_otherSettingsInTheSameFolder_areRefused() {
        run("out", options(1), FakeMethod.perfect("fake"));
        assertThatThrownBy(() -> run("out", options(1).withSeed(8), FakeMethod.perfect("fake")))
                .hasMessageContaining("TH-504")
                .hasMessageContaining("another seed: '7', not '8'");
        assertThatThrownBy(() -> run("out", options(1).withIdentities(1), FakeMethod.perfect("fake")))
                .hasMessageContaining("another data");
        assertThatThrownBy(() -> run("out", options(1), new FakeMethod("fake", "b", SIZE, before -> {})))
                .hasMessageContaining("TH-504")
                .hasMessageContaining("another origin of fake: 'a', not 'b'");
        // More of the same is welcome.
        assertThat(run("out", options(1, 4), FakeMethod.perfect("fake"), FakeMethod.perfect("other"))
                        .rows())
                .hasSize(4);
    }

    @Test
    void run_cancelled_endsAndKeepsWhatIsDone() {
        Cancellation cancellation = new Cancellation();
        FakeMethod fake = new FakeMethod("fake", "a", SIZE, before -> {
            if (before == 1) {
                cancellation.cancel();
            }
        });
        assertThatThrownBy(() -> new Comparison(backend, options(1), folder.resolve("out"))
                        .run(dataset, dataset.identities(), List.of(fake), WorkListener.NONE, cancellation))
                .hasMessageContaining("TH-502")
                .hasMessageContaining("the comparison was cancelled");
        assertThat(fake.open).isZero();
        assertThat(List.of("1-a.json", "1-b.json"))
                .filteredOn(
                        name -> Files.exists(folder.resolve("out/scores/fake").resolve(name)))
                .hasSize(1);
    }

    @Test
    void write_report_hasTablesASheetAndPicturesForAStudy() throws Exception {
        Path out = folder.resolve("out");
        ComparisonReport report = run("out", options(1, 8), FakeMethod.perfect("fake"), failing("closed", false));
        report.write(out);
        JsonNode root = new ObjectMapper().readTree(out.resolve("compare.json").toFile());
        assertThat(root.path("machine").path("cores").asInt()).isPositive();
        assertThat(root.path("rows")).hasSize(4);
        assertThat(root.path("rows").get(0).path("l1").asDouble(-1)).isZero();
        assertThat(root.path("rows").get(1).path("failure").asText()).contains("no engine");
        assertThat(root.path("rows").get(1).path("csim").isNull()).isTrue();
        assertThat(Files.readAllLines(out.resolve("compare.csv")))
                .hasSize(5)
                .allSatisfy(line -> assertThat(line.split(",")).hasSizeGreaterThan(12));
        assertThat(out.resolve("compare.md")).content().contains("Measured on", "## Quality", "## Time");
        // a with 1 and 8 photos, b with 1: source, truth and two methods.
        Frame sheet = ImageFiles.read(out.resolve("sheet.png"));
        assertThat(sheet.widthPx()).isEqualTo(8 + 4 * (128 + 8));
        assertThat(sheet.heightPx()).isEqualTo(8 + 3 * (128 + 22 + 8));
        // Of one method there are triplets alone.
        assertThat(report.study(out, 0).size()).isEqualTo(20);
    }
}
