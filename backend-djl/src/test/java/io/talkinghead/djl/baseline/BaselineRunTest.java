package io.talkinghead.djl.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.djl.DjlBaselineProvider;
import io.talkinghead.djl.TorchTest;
import io.talkinghead.djl.train.DrawnPeople;
import io.talkinghead.djl.train.LossTable;
import io.talkinghead.engine.Device;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.lab.comparison.AskedFrame;
import io.talkinghead.lab.comparison.BaselineNetworks;
import io.talkinghead.lab.comparison.BaselinePlan;
import io.talkinghead.lab.comparison.BaselineSize;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.comparison.ComparedPerson;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.model.Weights;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.WorkListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineRunTest extends TorchTest {
    private static final Baseline TINY = new X2Face(X2Face.DrivenBy.FRAMES, 4, 32, 2);

    @TempDir
    private Path folder;

    private Dataset dataset;

    @BeforeEach
    void draw() {
        Path data = folder.resolve("data");
        DrawnPeople.write(data, 3, 3);
        dataset = Dataset.open(data);
    }

    private BaselinePlan plan(String out, int steps) {
        return plan(out, steps, Duration.ofHours(1), 3);
    }

    private BaselinePlan plan(String out, int steps, Duration time, long seed) {
        return new BaselinePlan(
                dataset.identities(),
                folder.resolve(out),
                new BaselineNetworks(BaselineSize.CPU, 128),
                steps,
                time,
                seed);
    }

    private BaselinePlan from(Path start, String out, BaselineSize size) {
        return new BaselinePlan(
                dataset.identities(),
                folder.resolve(out),
                new BaselineNetworks(size, 256, Optional.of(start)),
                1,
                Duration.ofHours(1),
                3);
    }

    private static void train(BaselinePlan plan, WorkListener listener, Cancellation cancellation) {
        BaselineMethods.train(TINY, plan, Device.CPU, listener, cancellation);
    }

    private static List<Long> train(BaselinePlan plan) {
        List<Long> heard = new ArrayList<>();
        train(plan, progress -> heard.add(progress.done()), new Cancellation());
        return heard;
    }

    private static void trainUntil(long step, BaselinePlan plan) {
        Cancellation cancellation = new Cancellation();
        train(
                plan,
                progress -> {
                    if (progress.done() == step) {
                        cancellation.cancel();
                    }
                },
                cancellation);
    }

    private static ComparedMethod open(Path out) {
        TrainedFolder trained = new TrainedFolder(out);
        return BaselineMethods.open(TINY, trained.read(TINY.id()).weights(), trained, Device.CPU);
    }

    @Test
    void train_cancelledAndResumed_givesTheSameBytesAsInOneGo() throws IOException {
        assertThat(train(plan("whole", 5))).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertRefused(() -> trainUntil(2, plan("parts", 5)), ErrorCode.CANCELLED, "x2face");
        assertThat(folder.resolve("parts/checkpoints/step-000000002")).isDirectory();
        // What is there so far can be used.
        open(folder.resolve("parts")).close();
        assertThat(train(plan("parts", 5))).containsExactly(3L, 4L, 5L);
        for (String name : List.of("weights", "adam")) {
            String state = "checkpoints/step-000000005/" + name + ".safetensors";
            assertThat(folder.resolve("parts").resolve(state))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(state));
        }
        assertThat(files("parts")).isEqualTo(files("whole"));
        assertThat(Files.readAllLines(folder.resolve("parts/losses.csv"))).hasSize(3);
    }

    @Test
    void train_interrupted_leavesACheckpoint() {
        Thread caller = Thread.currentThread();
        assertRefused(
                () -> train(plan("out", 5), progress -> caller.interrupt(), new Cancellation()),
                ErrorCode.CANCELLED,
                "x2face");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(folder.resolve("out/checkpoints/step-000000001")).isDirectory();
        assertThat(train(plan("out", 2))).containsExactly(2L);
    }

    private List<String> files(String out) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(out))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void train_complete_returnsAtOnce() {
        train(plan("out", 2));
        assertThat(train(plan("out", 2))).isEmpty();
        assertThat(train(plan("out", 1))).isEmpty();
    }

    @Test
    void train_timeUsedUp_endsWithSomethingToUse() {
        BaselinePlan plan = plan("out", 100_000, Duration.ofMillis(1), 3);
        assertThat(train(plan)).containsExactly(1L);
        assertThat(train(plan)).isEmpty();
        // It is the steps' time, without that of opening networks.
        double seconds = LossTable.open(plan.folder(), 1).seconds();
        BaselinePlan longer = plan("out", 100_000, Duration.ofMillis(200 + Math.round(1500 * seconds)), 3);
        assertThat(train(longer)).isNotEmpty();
        assertThat(train(longer)).isEmpty();
        open(plan.folder()).close();
    }

    @Test
    void train_weightsGone_writesThemAgain() throws IOException {
        BaselinePlan plan = plan("out", 2);
        train(plan);
        Files.delete(plan.folder().resolve("method.json"));
        assertThat(train(plan)).isEmpty();
        open(plan.folder()).close();
    }

    @Test
    void train_anotherSeedInTheSameFolder_isRefusedNamingBoth() {
        train(plan("out", 1));
        assertRefused(
                () -> train(plan("out", 1, Duration.ofHours(1), 4)), ErrorCode.TRAINING_INVALID, "seed=3", "seed=4");
    }

    @Test
    void train_fromASmallerResolution_takesOverWhatIsOfTheSameShape() {
        train(plan("small", 2));
        Path small = folder.resolve("small");
        Weights before = new TrainedFolder(small).read("x2face").weights();
        Baseline larger = new X2Face(X2Face.DrivenBy.FRAMES, 4, 64, 2);
        Weights drawn = larger.fresh(3);
        Weights start =
                new TrainedFolder(small).read("x2face", BaselineSize.CPU).carriedOver(drawn);
        assertThat(start.tensors().keySet()).isEqualTo(drawn.tensors().keySet());
        assertThat(start.tensor("embedding.down0.weight").toFloats())
                .isEqualTo(before.tensor("embedding.down0.weight").toFloats());
        // The innermost layer sees nothing but what lies below; with one level more it is another's place.
        assertThat(start.tensor("embedding.up4.weight").toFloats())
                .isEqualTo(drawn.tensor("embedding.up4.weight").toFloats());
        BaselinePlan plan = from(small, "large", BaselineSize.CPU);
        BaselineMethods.train(larger, plan, Device.CPU, WorkListener.NONE, new Cancellation());
        assertRefused(() -> train(plan("large", 1)), ErrorCode.TRAINING_INVALID, "random");
    }

    @Test
    void train_fromAnotherSizeOrFromNothing_isRefused() {
        train(plan("small", 1));
        assertRefused(
                () -> train(from(folder.resolve("small"), "out", BaselineSize.PAPER)),
                ErrorCode.MODEL_INVALID,
                "CPU",
                "PAPER");
        assertRefused(
                () -> train(from(folder.resolve("none"), "out", BaselineSize.CPU)),
                ErrorCode.MODEL_INVALID,
                "method.json");
    }

    @Test
    void train_singleFrames_isRefused() {
        Path single = folder.resolve("single");
        DrawnPeople.write(single, 2, 1);
        dataset = Dataset.open(single);
        assertRefused(() -> train(plan("out", 1)), ErrorCode.DATASET_INVALID, "2 frames");
    }

    @Test
    void learn_photosOfAPerson_drawsOfTheirSize() {
        train(plan("out", 1));
        DatasetClip clip = dataset.identities().get(0).clips().get(0);
        ReferencePhoto photo = ReferencePhoto.cropped(clip.picture(0), clip.calibrated(0));
        ReferencePhoto second = ReferencePhoto.cropped(clip.picture(1), clip.calibrated(1));
        AskedFrame asked = new AskedFrame(clip.calibrated(2), clip.picture(2), clip.calibrated(2));
        try (ComparedMethod method = open(folder.resolve("out"));
                ComparedPerson person = method.learn(List.of(photo, second), 0, new Cancellation())) {
            assertThat(method.id()).isEqualTo("x2face");
            Frame drawn = person.draw(asked);
            assertThat(drawn.widthPx()).isEqualTo(64);
            assertThat(person.draw(asked).rgb()).isEqualTo(drawn.rgb());
        }
    }

    @Test
    void origin_trainedMethod_isTheHashOfItsWeightsAlone() throws IOException {
        BaselinePlan plan = plan("out", 1);
        assertRefused(() -> BaselineMethods.origin("x2face", plan.folder()), ErrorCode.MODEL_INVALID, "method.json");
        train(plan);
        String origin = BaselineMethods.origin("x2face", plan.folder());
        assertThat(plan.folder().resolve("weights-" + origin + ".safetensors")).isRegularFile();
        Files.writeString(plan.folder().resolve("checkpoints/note.txt"), "not hashed");
        assertThat(new DjlBaselineProvider().origin("x2face", plan.folder())).isEqualTo(origin);
        train(plan("out", 2));
        assertThat(BaselineMethods.origin("x2face", plan.folder())).isNotEqualTo(origin);
        assertRefused(() -> BaselineMethods.origin("pix2pix-hd", plan.folder()), ErrorCode.MODEL_INVALID, "x2face");
    }

    @Test
    void open_damagedWeights_isRefused() throws IOException {
        BaselinePlan plan = plan("out", 1);
        train(plan);
        Path weights;
        try (Stream<Path> files = Files.list(plan.folder())) {
            weights = files.filter(file -> file.getFileName().toString().startsWith("weights-"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        assertRefused(() -> open(plan.folder()), ErrorCode.MODEL_INVALID, "is damaged");
        Files.delete(weights);
        assertRefused(() -> open(plan.folder()), ErrorCode.MODEL_INVALID, "cannot be read");
    }

    @Test
    void open_nothingOrAnotherMethodOrSize_isRefused() {
        BaselinePlan plan = plan("out", 1);
        TrainedFolder trained = new TrainedFolder(plan.folder());
        assertRefused(() -> trained.read("x2face"), ErrorCode.MODEL_INVALID, "method.json");
        train(plan);
        assertRefused(() -> trained.read("pix2pix-hd"), ErrorCode.MODEL_INVALID, "x2face", "pix2pix-hd");
        // These networks are smaller than those of any size.
        assertRefused(
                () -> BaselineMethods.open("x2face", plan.folder(), Device.CPU),
                ErrorCode.MODEL_INVALID,
                "instead of [32, 3, 4, 4]");
    }

    @Test
    void read_resolutionThatNoTrainingHas_isRefused() throws IOException {
        BaselinePlan plan = plan("out", 1);
        train(plan);
        Path file = plan.folder().resolve("method.json");
        String text = Files.readString(file);
        Files.writeString(file, text.replaceAll("(\"resolution\" *: *)\\d+", "$1130"));
        assertThat(file).content().contains("130");
        assertRefused(
                () -> new TrainedFolder(plan.folder()).read("x2face"), ErrorCode.MODEL_INVALID, "resolution of 130");
    }

    private static void assertRefused(ThrowingCallable call, ErrorCode code, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContainingAll(words);
    }
}
