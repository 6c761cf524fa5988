package io.talkinghead.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.lab.dataset.ClipWriter;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.lab.dataset.DatasetWriter;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.testkit.DrawnFaces;
import io.talkinghead.testkit.Golden;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.WorkListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
    private static final int SIZE = 128;

    @TempDir
    private Path folder;

    private Dataset dataset;
    private ModelBundle model;
    private final PaintedBackend backend = new PaintedBackend();

    @BeforeEach
    void prepare() throws Exception {
        try (DatasetWriter writer = DatasetWriter.open(folder.resolve("data"), SIZE)) {
            write(writer, "a", 12);
            write(writer, "b", 5);
            write(writer, "c", 3);
        }
        dataset = Dataset.open(folder.resolve("data"));
        model = Golden.turnedModel();
    }

    @Test
    void run_paintedNetwork_scoresAsTheWarpAndBetterThanTheCopy() {
        EvaluationReport report = run(options(1), false);
        EvaluationRow copy = row(report, 1, EvaluationMode.SELF, EvaluationMethod.COPY);
        EvaluationRow warp = row(report, 1, EvaluationMode.SELF, EvaluationMethod.WARP);
        EvaluationRow head = row(report, 1, EvaluationMode.SELF, EvaluationMethod.FEED_FORWARD);
        // 11 + 4 + 2 frames are not the photo.
        assertThat(List.of(
                        copy.counts().frames(),
                        warp.counts().frames(),
                        head.counts().frames()))
                .containsOnly(17);
        assertThat(head.counts().identities()).isEqualTo(3);
        assertThat(head.measures().l1().orElseThrow())
                .isCloseTo(warp.measures().l1().orElseThrow(), within(0.3));
        assertThat(warp.measures().l1().orElseThrow())
                .isLessThan(0.8 * copy.measures().l1().orElseThrow());
        assertThat(warp.measures().psnr().orElseThrow())
                .isGreaterThan(copy.measures().psnr().orElseThrow());
        assertThat(warp.measures().landmarkError().orElseThrow())
                .isLessThan(0.5 * copy.measures().landmarkError().orElseThrow());
        assertThat(warp.measures().ssim().orElseThrow()).isBetween(0.3, 1.0);
        assertThat(copy.measures().csim().orElseThrow()).isBetween(-1.0, 1.0);
        assertThat(copy.measures().frechet().orElseThrow()).isNotNegative();
        assertThat(backend.embedded).isEqualTo(3);
    }

    @Test
    void run_cross_judgesIdentityAndLandmarksAlone() {
        EvaluationReport report = run(options(1), false);
        EvaluationRow cross = row(report, 1, EvaluationMode.CROSS, EvaluationMethod.WARP);
        assertThat(cross.counts().frames()).isEqualTo(17);
        EvaluationRow.Measures measures = cross.measures();
        assertThat(List.of(measures.l1(), measures.psnr(), measures.ssim(), measures.frechet()))
                .containsOnly(OptionalDouble.empty());
        assertThat(measures.csim()).isPresent();
        assertThat(measures.landmarkError().orElseThrow()).isNotNegative();
    }

    @Test
    void run_moreShotsThanAClipAllows_leavesThatPersonOutForThem() {
        EvaluationReport report = run(options(8, 1, 32).withHeldOut(3), false);
        assertThat(report.rows()).extracting(EvaluationRow::shots).containsOnly(1, 8);
        assertThat(row(report, 8, EvaluationMode.SELF, EvaluationMethod.COPY)
                        .counts()
                        .identities())
                .isEqualTo(1);
        assertThat(row(report, 8, EvaluationMode.SELF, EvaluationMethod.COPY)
                        .counts()
                        .frames())
                .isEqualTo(3);
        // One person alone has nobody to be driven by.
        assertThat(report.rows().stream().filter(row -> row.shots() == 8 && row.mode() == EvaluationMode.CROSS))
                .isEmpty();
    }

    @Test
    void run_noClipLongEnough_saysSo() {
        assertThatThrownBy(() -> run(options(32), false))
                .hasMessageContaining("TH-306")
                .hasMessageContaining("32 frames");
    }

    @Test
    void run_tuner_isAskedOncePerPersonAndItsPersonJudged() {
        EvaluationReport report = run(options(1).withHeldOut(2).withIdentities(2), true);
        EvaluationRow tuned = row(report, 1, EvaluationMode.SELF, EvaluationMethod.TUNED);
        EvaluationRow head = row(report, 1, EvaluationMode.SELF, EvaluationMethod.FEED_FORWARD);
        assertThat(tuned.measures().l1().orElseThrow())
                .isEqualTo(head.measures().l1().orElseThrow());
        assertThat(tuned.counts().identities()).isEqualTo(2);
    }

    @Test
    void run_eyesAndMouthThatFollowThePosition_correlateInTheWarpAndNotInTheCopy() {
        // Only the first person has enough frames for a correlation.
        backend.seen = face -> OpenFaces.opened(
                face,
                0.2 + 0.02 * (face.box().centerX() - 64),
                0.2 + 0.02 * (face.box().centerY() - 64));
        EvaluationReport report = run(options(1), false);
        EvaluationRow warp = row(report, 1, EvaluationMode.SELF, EvaluationMethod.WARP);
        assertThat(warp.measures().eyes().clips()).isEqualTo(1);
        assertThat(warp.measures().eyes().correlation().orElseThrow()).isGreaterThan(0.95);
        assertThat(warp.measures().mouth().correlation().orElseThrow()).isGreaterThan(0.95);
        assertThat(row(report, 1, EvaluationMode.SELF, EvaluationMethod.COPY)
                        .measures()
                        .eyes())
                .isEqualTo(new Following(OptionalDouble.of(0), 1));
        // There the third person, whose driver it is, shows it.
        assertThat(row(report, 1, EvaluationMode.CROSS, EvaluationMethod.WARP)
                        .measures()
                        .eyes()
                        .clips())
                .isEqualTo(1);
        assertThat(report.markdown()).contains("| 0.000 | 1 |");
    }

    @Test
    void run_groups_areReportedAfterAllPersonsAndAddUp() {
        EvaluationGroups groups = EvaluationGroups.of(
                Map.of("a", Set.of("film"), "b", Set.of("film", "open"), "unknown", Set.of("elsewhere")));
        EvaluationOptions options = options(1).withGroups(groups);
        EvaluationReport report = run(options, false);
        List<EvaluationRow> copies = report.rows().stream()
                .filter(row -> row.mode() == EvaluationMode.SELF && row.method().equals(EvaluationMethod.COPY))
                .filter(row -> !row.group().orElse("").startsWith("turned"))
                .toList();
        assertThat(copies)
                .extracting(EvaluationRow::group)
                .containsExactly(Optional.empty(), Optional.of("film"), Optional.of("open"));
        assertThat(copies).extracting(row -> row.counts().frames()).containsExactly(17, 15, 4);
        assertThat(copies).extracting(row -> row.counts().identities()).containsExactly(3, 2, 1);
        EvaluationOptions film = options(1);
        EvaluationReport alone = new Evaluation(backend, model, film, null)
                .run(dataset, dataset.identities().subList(0, 2), WorkListener.NONE, new Cancellation());
        assertThat(copies.get(1).measures().l1().orElseThrow())
                .isCloseTo(
                        row(alone, 1, EvaluationMode.SELF, EvaluationMethod.COPY)
                                .measures()
                                .l1()
                                .orElseThrow(),
                        within(1e-9));
        assertThat(report.markdown()).contains("| copy | film |");
    }

    @Test
    void run_headsThatTurn_areReportedByTheirTurnFromThePhotoForEveryMethod() throws Exception {
        // Ten degrees from frame to frame: no turn is near the bound of a group.
        double[] yaws = {-40, -30, -20, -10, 0, 10, 20};
        try (DatasetWriter writer = DatasetWriter.open(folder.resolve("turning"), SIZE);
                ClipWriter clip = writer.begin("a", "talk", "a")) {
            for (double yaw : yaws) {
                clip.add(DrawnFaces.picture(SIZE, SIZE, 64, 64, 30), TurnedFaces.turned(yaw), Duration.ofMillis(100));
            }
            clip.commit();
        }
        dataset = Dataset.open(folder.resolve("turning"));
        FrameSelection selection =
                FrameSelection.of(FrameSelection.longest(dataset.identities().get(0)), 1, 32, 7);
        double photo = yaws[selection.photos().get(0)];
        EvaluationReport report = run(options(1), true);
        for (int degrees : new int[] {15, 25, 35}) {
            int expected = (int) Arrays.stream(yaws)
                    .filter(yaw -> Math.abs(yaw - photo) > degrees)
                    .count();
            List<EvaluationRow> rows = report.rows().stream()
                    .filter(row -> row.group().equals(Optional.of("turned " + degrees + "+")))
                    .toList();
            assertThat(rows)
                    .extracting(EvaluationRow::method)
                    .containsExactly(
                            EvaluationMethod.COPY,
                            EvaluationMethod.WARP,
                            EvaluationMethod.FEED_FORWARD,
                            EvaluationMethod.TUNED);
            assertThat(rows).extracting(row -> row.counts().frames()).containsOnly(expected);
            assertThat(expected).isPositive();
            assertThat(rows).allSatisfy(row -> {
                assertThat(row.measures().l1()).isPresent();
                assertThat(row.measures().eyes().clips()).isZero();
            });
        }
        assertThat(report.sheets()).containsOnlyKeys("sheet-self-1.png", "turned-1.png");
    }

    @Test
    void run_groupsOfNobodyJudged_saysSo() {
        EvaluationGroups groups = EvaluationGroups.of(Map.of("id", Set.of("group")));
        EvaluationOptions options = options(1).withGroups(groups);
        assertThatThrownBy(() -> run(options, false))
                .hasMessageContaining("TH-306")
                .hasMessageContaining("none of the 3 persons");
    }

    @Test
    void run_cancelled_endsAfterThePersonItIsAt() {
        Cancellation cancellation = new Cancellation();
        AtomicInteger tunings = new AtomicInteger();
        Evaluation evaluation = new Evaluation(backend, model, options(1).withHeldOut(1), person -> {
            cancellation.cancel();
            tunings.incrementAndGet();
            return person;
        });
        assertThatThrownBy(() -> evaluation.run(dataset, dataset.identities(), WorkListener.NONE, cancellation))
                .hasMessageContaining("TH-502")
                .hasMessageContaining("the evaluation was cancelled");
        assertThat(tunings).hasValue(1);
    }

    @Test
    void run_tuner_isHandedTheCropsWholeAsTheyAreRendered() {
        List<ReferencePhoto> photos = new ArrayList<>();
        new Evaluation(backend, model, options(2).withHeldOut(2).withIdentities(1), person -> {
                    photos.addAll(person.photos());
                    return person;
                })
                .run(dataset, dataset.identities(), WorkListener.NONE, new Cancellation());
        assertThat(photos).hasSize(2);
        assertThat(photos).extracting(ReferencePhoto::crop).containsOnly(new SquareCrop(0, 0, SIZE));
    }

    @Test
    void write_report_hasTheFieldsPromisedAndNullForWhatWasNotMeasured() throws Exception {
        EvaluationReport report = run(options(1).withHeldOut(2).withIdentities(2), false);
        Path out = folder.resolve("out");
        report.write(out);
        JsonNode root =
                new ObjectMapper().readTree(out.resolve("evaluation.json").toFile());
        assertThat(root.path("model").asText()).isEqualTo(model.name());
        assertThat(root.path("rows")).hasSize(15);
        Set<String> fields = new HashSet<>();
        root.path("rows").get(0).fieldNames().forEachRemaining(fields::add);
        assertThat(fields)
                .containsExactlyInAnyOrder(
                        "shots",
                        "mode",
                        "method",
                        "group",
                        "l1",
                        "psnr",
                        "ssim",
                        "csim",
                        "landmarkError",
                        "frechet",
                        "perceptual",
                        "sharpness",
                        "akd",
                        "aed",
                        "apd",
                        "eyes",
                        "eyesClips",
                        "mouth",
                        "mouthClips",
                        "frames",
                        "identities");
        assertThat(root.path("rows").get(0).path("group").isNull()).isTrue();
        assertThat(root.path("rows").get(0).path("eyes").isNull()).isTrue();
        assertThat(root.path("rows").get(2).path("method").asText()).isEqualTo("feed-forward");
        assertThat(root.path("rows").get(3).path("group").asText()).isEqualTo("turned 15+");
        assertThat(root.path("rows").get(3).path("frames").asInt(-1)).isZero();
        assertThat(root.path("rows").get(3).path("l1").isNull()).isTrue();
        assertThat(root.path("rows").get(14).path("mode").asText()).isEqualTo("cross");
        assertThat(root.path("rows").get(14).path("l1").isNull()).isTrue();
        assertThat(Files.readAllLines(out.resolve("evaluation.csv"))).hasSize(16);
        assertThat(Files.readString(out.resolve("evaluation.md"))).contains("| feed-forward |");
        assertThat(report.sheets()).containsOnlyKeys("sheet-self-1.png", "turned-1.png", "sheet-cross-1.png");
        assertThat(ImageFiles.read(out.resolve("sheet-self-1.png")).widthPx()).isGreaterThan(5 * 128);
    }

    @Test
    void draw_sameSeed_isTheSameAndHeldOutFramesAreNoPhotos() {
        DatasetClip clip = FrameSelection.longest(dataset.identities().get(0));
        FrameSelection eight = FrameSelection.of(clip, 8, 3, 5);
        assertThat(eight).isEqualTo(FrameSelection.of(clip, 8, 3, 5)).isNotEqualTo(FrameSelection.of(clip, 8, 3, 6));
        assertThat(eight.photos()).hasSize(8).doesNotContainAnyElementsOf(eight.heldOut());
        assertThat(eight.heldOut()).hasSize(3);
        FrameSelection one = FrameSelection.of(clip, 1, 3, 5);
        assertThat(one.heldOut()).isEqualTo(eight.heldOut());
        assertThat(FrameSelection.of(clip, 1, 99, 5).heldOut()).hasSize(11);
    }

    private EvaluationReport run(EvaluationOptions options, boolean tuned) {
        AtomicInteger tunings = new AtomicInteger();
        List<Long> progress = new ArrayList<>();
        Evaluation evaluation = tuned
                ? new Evaluation(backend, model, options, person -> {
                    tunings.incrementAndGet();
                    return person;
                })
                : new Evaluation(backend, model, options, null);
        EvaluationReport report = evaluation.run(
                dataset,
                dataset.identities(),
                at -> progress.add(at.total().orElseThrow() - at.done()),
                new Cancellation());
        assertThat(progress)
                .isNotEmpty()
                .isSortedAccordingTo(Comparator.reverseOrder())
                .endsWith(0L);
        assertThat(tunings).hasValue(tuned ? progress.size() : 0);
        return report;
    }

    private static EvaluationRow row(EvaluationReport report, int shots, EvaluationMode mode, EvaluationMethod method) {
        return report.rows().stream()
                .filter(row -> row.shots() == shots
                        && row.mode() == mode
                        && row.method().equals(method))
                .findFirst()
                .orElseThrow();
    }

    private static void write(DatasetWriter writer, String identity, int frames) {
        try (ClipWriter clip = writer.begin(identity, "talk", identity)) {
            for (int i = 0; i < frames; i++) {
                double x = 64 + 5 * Math.sin(i * 2.4);
                double y = 64 + 4 * Math.cos(i * 1.7);
                clip.add(
                        DrawnFaces.picture(SIZE, SIZE, x, y, 30),
                        DrawnFaces.landmarks(x, y, 30),
                        Duration.ofMillis(100L * i));
            }
            clip.commit();
        }
    }

    private static EvaluationOptions options(Integer... shots) {
        return EvaluationOptions.defaults().withShots(List.of(shots)).withSeed(7);
    }
}
