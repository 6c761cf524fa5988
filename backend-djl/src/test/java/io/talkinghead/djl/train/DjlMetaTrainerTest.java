package io.talkinghead.djl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.djl.DjlBackendProvider;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.lab.training.MetaTrainer;
import io.talkinghead.lab.training.Trainers;
import io.talkinghead.lab.training.TrainingListener;
import io.talkinghead.lab.training.TrainingOptions;
import io.talkinghead.lab.training.TrainingPlan;
import io.talkinghead.lab.training.TrainingProgress;
import io.talkinghead.lab.training.TrainingReport;
import io.talkinghead.lab.training.TrainingReport.Stop;
import io.talkinghead.lab.training.TrainingValidation;
import io.talkinghead.lab.training.UpdateOptions;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.spi.Backend;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DjlMetaTrainerTest {
    @TempDir
    private Path folder;

    private Path data;
    private Backend backend;

    @BeforeEach
    void open() {
        data = folder.resolve("data");
        DrawnPeople.write(data, 10, 4);
        backend = new DjlBackendProvider()
                .open(EngineOptions.defaults().withDevice(Device.CPU).withThreads(1));
    }

    @AfterEach
    void close() {
        backend.close();
    }

    private TrainingReport train(TrainingPlan plan, TrainingListener listener) {
        return train(plan, listener, new Cancellation());
    }

    private TrainingReport train(TrainingPlan plan, TrainingListener listener, Cancellation cancellation) {
        try (MetaTrainer trainer = Trainers.open(backend)) {
            return trainer.train(plan, listener, cancellation);
        }
    }

    /** Trains until a step. */
    private TrainingReport trainUntil(long step, TrainingPlan plan) {
        Cancellation cancellation = new Cancellation();
        TrainingListener listener = progress -> {
            if (progress.done() >= step) {
                cancellation.cancel();
            }
        };
        return train(plan, listener, cancellation);
    }

    private TrainingPlan plan(String out, long steps) {
        return DrawnPeople.plan(data, folder.resolve(out), steps);
    }

    @Test
    void train_drawnPeople_lowersTheLossAndTheHeldOutScore() throws IOException {
        List<TrainingProgress> heard = new ArrayList<>();
        TrainingPlan plan = plan("out", 60);
        List<Progress> steps = new ArrayList<>();
        TrainingReport report = train(plan, new TrainingListener() {
            @Override
            public void progressed(Progress progress) {
                steps.add(progress);
            }

            @Override
            public void stepsDone(TrainingProgress progress) {
                heard.add(progress);
            }
        });
        assertThat(steps).hasSize(60).allMatch(step -> step.left().isPresent());
        assertThat(steps.get(59)).extracting(Progress::done, Progress::total).containsExactly(60L, OptionalLong.of(60));
        assertThat(report.stop()).isEqualTo(Stop.COMPLETED);
        assertThat(report.step()).isEqualTo(60);
        assertThat(heard).hasSize(12);
        assertThat(heard.get(11).losses().likeness())
                .isLessThan(0.8 * heard.get(0).losses().likeness());
        List<TrainingValidation> validations = report.validations();
        assertThat(validations).extracting(TrainingValidation::step).containsExactly(0L, 60L);
        assertThat(validations.get(1).score())
                .isLessThan(0.8 * validations.get(0).score());
        assertThat(validations.get(1).l1()).isLessThan(validations.get(0).l1());
        assertThat(Files.readAllLines(plan.out().resolve("losses.csv"))).hasSize(13);
        assertThat(Files.readAllLines(plan.out().resolve("validation.csv"))).hasSize(3);
        assertThat(Files.readString(plan.out().resolve("report.html")))
                .contains("held-out likeness", "<polyline", "samples.png");
        assertThat(ImageFiles.read(plan.out().resolve("samples.png")).heightPx())
                .isGreaterThan(64);
        ModelBundle best = ModelBundle.open(plan.out().resolve("best.zip"));
        assertThat(best.spec()).isEqualTo(DrawnPeople.SPEC);
        assertThat(best.provenance()).containsEntry("steps", "60").containsEntry("seed", "3");
        assertThat(best.weights().tensors()).containsKey("discriminator.w0");
    }

    @Test
    void train_interruptedAndResumed_givesTheSameBytesAsInOneGo() throws IOException {
        train(plan("whole", 12), TrainingListener.NONE);
        TrainingReport part = trainUntil(5, plan("parts", 12));
        assertThat(part.stop()).isEqualTo(Stop.CANCELLED);
        assertThat(part.step()).isEqualTo(5);
        long[] resumed = new long[1];
        TrainingListener listener = new Quiet() {
            @Override
            public void resumed(long step) {
                resumed[0] = step;
            }
        };
        train(plan("parts", 12), listener);
        assertThat(resumed[0]).isEqualTo(5);
        for (String name : List.of("heads", "judge", "headsAdam", "judgeAdam", "headsNorm", "judgeNorm", "average")) {
            String state = "checkpoints/step-000000012/" + name + ".safetensors";
            assertThat(folder.resolve("parts").resolve(state))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(state));
        }
        assertThat(Files.readAllLines(folder.resolve("parts/losses.csv"))).hasSize(4);
    }

    @Test
    void train_fromAModel_beginsAtItsScore() {
        TrainingPlan first = plan("first", 10);
        double reached = last(train(first, TrainingListener.NONE)).score();
        ModelBundle model = ModelBundle.open(first.out().resolve("latest.zip"));
        TrainingPlan plan = plan("second", 1);
        TrainingPlan continued = plan.withName("second").withStart(model);
        TrainingReport report = train(continued, TrainingListener.NONE);
        // Half floats in between.
        assertThat(report.validations().get(0).score()).isBetween(0.99 * reached, 1.01 * reached);
    }

    private static TrainingValidation last(TrainingReport report) {
        return report.validations().get(report.validations().size() - 1);
    }

    @Test
    void train_absurdRate_goesBackAtLowerRatesAndEndsAsDiverged() {
        TrainingPlan plan = plan("out", 200);
        UpdateOptions absurd = UpdateOptions.defaults()
                .withRates(1e30, 1e30)
                .withDiscriminatorSteps(1)
                .withAverageDecay(0.9);
        TrainingOptions options = plan.options();
        List<Long> rewound = new ArrayList<>();
        TrainingListener listener = new Quiet() {
            @Override
            public void rewound(long step) {
                rewound.add(step);
            }
        };
        TrainingReport report = train(plan.withOptions(options.withUpdates(absurd)), listener);
        assertThat(report.stop()).isEqualTo(Stop.DIVERGED);
        assertThat(rewound).containsExactly(0L, 0L, 0L);
        assertThat(ModelBundle.open(plan.out().resolve("latest.zip")).spec()).isEqualTo(DrawnPeople.SPEC);
    }

    @Test
    void train_anotherSeedInTheSameFolder_isRefusedNamingBoth() {
        TrainingPlan plan = plan("out", 1);
        train(plan, TrainingListener.NONE);
        TrainingOptions options = plan.options();
        TrainingOptions other = options.withSeed(4);
        assertRefused(plan.withOptions(other), ErrorCode.TRAINING_INVALID, "seed=3", "seed=4");
    }

    @Test
    void train_damagedCheckpoint_isRefusedNamingIt() throws IOException {
        TrainingPlan plan = plan("out", 1);
        train(plan, TrainingListener.NONE);
        Files.write(plan.out().resolve("checkpoints/step-000000001/heads.safetensors"), new byte[10]);
        assertRefused(plan, ErrorCode.TRAINING_INVALID, "step-000000001");
    }

    @Test
    void train_unfinishedCheckpointOfAKilledProgram_isPassedOver() throws IOException {
        TrainingPlan plan = plan("out", 1);
        train(plan, TrainingListener.NONE);
        Path unfinished = Files.createDirectory(plan.out().resolve("checkpoints/.unfinished"));
        Files.write(unfinished.resolve("heads.safetensors"), new byte[10]);
        TrainingReport report = train(plan("out", 2), TrainingListener.NONE);
        assertThat(report.step()).isEqualTo(2);
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void train_nobodyHeldOut_isRefused() {
        TrainingPlan plan = plan("out", 1);
        TrainingOptions options = plan.options();
        TrainingOptions tiny = options.withValidationFraction(1e-9);
        assertRefused(plan.withOptions(tiny), ErrorCode.DATASET_INVALID, "held out");
    }

    @Test
    void train_whileAnotherTrainsThere_isRefused() {
        TrainingPlan plan = plan("out", 3);
        TrainingListener second = new Quiet() {
            @Override
            public void checkpointWritten(TrainingValidation validation) {
                try (Backend other = new DjlBackendProvider()
                                .open(EngineOptions.defaults()
                                        .withDevice(Device.CPU)
                                        .withThreads(1));
                        MetaTrainer trainer = Trainers.open(other)) {
                    assertThatThrownBy(() -> trainer.train(plan, TrainingListener.NONE, new Cancellation()))
                            .isInstanceOfSatisfying(
                                    TalkingHeadException.class,
                                    e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_NOT_WRITABLE));
                }
            }
        };
        assertThat(train(plan, second).step()).isEqualTo(3);
    }

    @Test
    void train_interrupted_leavesACheckpointAndStaysInterrupted() {
        TrainingPlan plan = plan("out", 12);
        TrainingReport report = train(plan, progress -> Thread.currentThread().interrupt());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.stop()).isEqualTo(Stop.CANCELLED);
        assertThat(report.step()).isEqualTo(1);
        assertThat(train(plan, TrainingListener.NONE).step()).isEqualTo(12);
    }

    @Test
    void train_picturesDamagedMeanwhile_isRefusedNamingTheFile() {
        TrainingListener damaging = new Quiet() {
            @Override
            public void checkpointWritten(TrainingValidation validation) {
                damagePictures();
            }
        };
        assertThatThrownBy(() -> train(plan("out", 3), damaging))
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATASET_INVALID))
                .hasMessageContainingAll(data.toString(), ".jpg", "prepare it again");
    }

    /** Damages all, so that it does not matter which are drawn. */
    private void damagePictures() {
        try (Stream<Path> files = Files.walk(data)) {
            List<Path> pictures =
                    files.filter(file -> file.toString().endsWith(".jpg")).toList();
            for (Path picture : pictures) {
                Files.write(picture, new byte[10]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertRefused(TrainingPlan plan, ErrorCode code, String... parts) {
        assertThatThrownBy(() -> train(plan, TrainingListener.NONE))
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContainingAll(parts);
    }

    /** A listener that does nothing, for those who hear of something else than progress. */
    private static class Quiet implements TrainingListener {
        @Override
        public void progressed(Progress progress) {}
    }
}
