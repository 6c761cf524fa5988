package io.talkinghead.djl.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.djl.DjlBackendProvider;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.lab.training.MetaTrainer;
import io.talkinghead.lab.training.Trainers;
import io.talkinghead.lab.training.TrainingListener;
import io.talkinghead.lab.training.TrainingPlan;
import io.talkinghead.lab.training.TrainingProgress;
import io.talkinghead.lab.training.TrainingReport;
import io.talkinghead.lab.training.TrainingValidation;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.WarpVersion;
import io.talkinghead.spi.Backend;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Meta-learning of heads that turn. */
class TurnedTrainingTest {
    @TempDir
    private Path folder;

    private Path data;
    private Backend backend;

    @BeforeEach
    void open() {
        data = folder.resolve("data");
        DrawnPeople.writeTurning(data, 8, 4);
        backend = new DjlBackendProvider()
                .open(EngineOptions.defaults().withDevice(Device.CPU).withThreads(1));
    }

    @AfterEach
    void close() {
        backend.close();
    }

    private TrainingReport train(TrainingPlan plan, TrainingListener listener, Cancellation cancellation) {
        try (MetaTrainer trainer = Trainers.open(backend)) {
            return trainer.train(plan, listener, cancellation);
        }
    }

    private TrainingPlan plan(String out, long steps) {
        return DrawnPeople.turnedPlan(data, folder.resolve(out), steps);
    }

    @Test
    void train_peopleWhoTurn_lowersTheLossOnThemAndOnPeopleNeverSeen() {
        List<TrainingProgress> heard = new ArrayList<>();
        TrainingPlan plan = plan("out", 40);
        TrainingReport report = train(
                plan,
                new TrainingListener() {
                    @Override
                    public void progressed(Progress progress) {}

                    @Override
                    public void stepsDone(TrainingProgress progress) {
                        heard.add(progress);
                    }
                },
                new Cancellation());
        assertThat(report.step()).isEqualTo(40);
        assertThat(likeness(heard, 6, 8)).isLessThan(0.98 * likeness(heard, 0, 2));
        assertThat(heard.get(0).losses().adversarial()).isNotZero();
        assertThat(heard.get(0).losses().matching()).isPositive();
        List<TrainingValidation> validations = report.validations();
        assertThat(validations.get(1).score())
                .isLessThan(0.95 * validations.get(0).score());
        ModelBundle best = ModelBundle.open(plan.out().resolve("best.zip"));
        assertThat(best.spec()).isEqualTo(DrawnPeople.TURNED);
        assertThat(best.weights().tensors()).containsKeys("motion.head.bias", "embedder.lend.0.weight");
    }

    @Test
    void train_finerFlowAndNothingLent_lowersTheLossOnPeopleNeverSeen() {
        Conditioning.Turned turned = (Conditioning.Turned) DrawnPeople.TURNED.conditioning();
        ModelSpec spec = DrawnPeople.TURNED.withConditioning(
                new Conditioning.Turned(WarpVersion.TURN_V2, turned.lids(), List.of()));
        TrainingPlan plan = DrawnPeople.turnedPlan(spec, data, folder.resolve("fine"), 40);
        List<TrainingValidation> validations =
                train(plan, TrainingListener.NONE, new Cancellation()).validations();
        assertThat(validations.get(1).score())
                .isLessThan(0.98 * validations.get(0).score());
        ModelBundle best = ModelBundle.open(plan.out().resolve("best.zip"));
        assertThat(best.spec()).isEqualTo(spec);
        assertThat(best.weights().tensors())
                .containsKey("motion.head.bias")
                .doesNotContainKeys("embedder.lend.0.weight", "generator.merge.0.weight");
    }

    private static double likeness(List<TrainingProgress> heard, int from, int to) {
        return heard.subList(from, to).stream()
                .mapToDouble(progress -> progress.losses().likeness())
                .average()
                .orElseThrow();
    }

    @Test
    void train_interruptedAndResumed_givesTheSameBytesAsInOneGo() {
        train(plan("whole", 6), TrainingListener.NONE, new Cancellation());
        Cancellation cancellation = new Cancellation();
        TrainingListener stopping = progress -> {
            if (progress.done() >= 3) {
                cancellation.cancel();
            }
        };
        assertThat(train(plan("parts", 6), stopping, cancellation).step()).isEqualTo(3);
        train(plan("parts", 6), TrainingListener.NONE, new Cancellation());
        for (String name : List.of("heads", "judge", "headsAdam", "judgeAdam", "headsNorm", "judgeNorm", "average")) {
            String state = "checkpoints/step-000000006/" + name + ".safetensors";
            assertThat(folder.resolve("parts").resolve(state))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(state));
        }
    }
}
