package io.talkinghead.djl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.djl.TorchTest;
import io.talkinghead.engine.Device;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.lab.training.EpisodeOptions;
import io.talkinghead.lab.training.TrainingLosses;
import io.talkinghead.lab.training.TrainingOptions;
import io.talkinghead.lab.training.TrainingPlan;
import io.talkinghead.lab.training.UpdateOptions;
import io.talkinghead.model.ParameterLayout;
import io.talkinghead.model.Weights;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicasTest extends TorchTest {
    private static final UpdateOptions UPDATES = UpdateOptions.defaults()
            .withRates(1e-3, 1e-3)
            .withDiscriminatorSteps(1)
            .withAverageDecay(0.9);

    private static final String GRADIENT = "adam.first.";

    @TempDir
    private Path folder;

    private List<DatasetClip> clips;
    private MetaState start;

    @BeforeEach
    void write() {
        DrawnPeople.write(folder, 4, 4);
        clips = Dataset.open(folder).identities().stream()
                .flatMap(identity -> identity.clips().stream())
                .toList();
        start = StartingState.of(DrawnPeople.SPEC, Optional.empty(), clips, 1, manager);
    }

    private TrainingPlan plan(int replicas, UpdateOptions updates) {
        TrainingPlan plan = DrawnPeople.plan(folder, folder, 1);
        TrainingOptions options = plan.options();
        return plan.withOptions(
                options.withUpdates(updates).withReplicas(replicas).withSeed(1));
    }

    /** Does a step for each place and copies the state out. */
    private MetaState trained(int replicas, UpdateOptions updates, TrainingLosses[] losses) {
        EpisodeSampler sampler =
                new EpisodeSampler(clips, EpisodeOptions.paper().withShots(1, 2).withBatch(4), 64, 5);
        try (Replicas open = Replicas.open(plan(replicas, updates), start, Device.CPU)) {
            for (int step = 0; step < losses.length; step++) {
                losses[step] = open.step(sampler.step(step), updates.discriminatorSteps(), 1);
            }
            return open.first().call(parts -> parts.meta().state(start.average()));
        }
    }

    @Test
    void step_twoReplicas_equalsOneWithTheJointBatch() {
        TrainingLosses[] alone = new TrainingLosses[1];
        TrainingLosses[] shared = new TrainingLosses[1];
        MetaState one = trained(1, UPDATES, alone);
        MetaState two = trained(2, UPDATES, shared);
        assertThat(shared[0].likeness()).isCloseTo(alone[0].likeness(), within(1e-4));
        assertThat(shared[0].matching()).isCloseTo(alone[0].matching(), within(1e-5));
        // Adam's first step goes by the sign of a gradient, so one that is all rounding may move the discriminator, and
        // with
        // it what the generator learns of it, either way.
        assertThat(shared[0].adversarial()).isCloseTo(alone[0].adversarial(), within(1e-2));
        assertThat(shared[0].discriminator()).isCloseTo(alone[0].discriminator(), within(1e-3));
        assertSameGradients(
                one.discriminatorAdam().orElseThrow(), two.discriminatorAdam().orElseThrow(), 1e-4);
        assertSameGradients(
                one.generatorAdam().orElseThrow(), two.generatorAdam().orElseThrow(), 1e-2);
    }

    /** Without momentum, the optimiser's first moments are the last gradients. */
    private static void assertSameGradients(Weights a, Weights b, double tolerance) {
        double overall = a.tensors().keySet().stream()
                .filter(name -> name.startsWith(GRADIENT))
                .mapToDouble(name -> largest(a.tensor(name).toFloats()))
                .max()
                .orElseThrow();
        for (String name : a.tensors().keySet()) {
            if (name.startsWith(GRADIENT)) {
                float[] left = a.tensor(name).toFloats();
                float[] right = b.tensor(name).toFloats();
                double apart = 0;
                for (int i = 0; i < left.length; i++) {
                    apart = Math.max(apart, Math.abs(left[i] - right[i]));
                }
                // A bias before a normalisation has no gradient but rounding.
                assertThat(apart).as(name).isLessThan(tolerance * (largest(left) + 1e-2 * overall));
            }
        }
    }

    private static double largest(float[] values) {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    @Test
    void step_twice_movesEmbedderGeneratorProjectionDiscriminatorAndRowsAndNothingElse() {
        UpdateOptions updates = UpdateOptions.defaults().withRates(1e-3, 1e-3).withAverageDecay(0.9);
        MetaState after = trained(1, updates, new TrainingLosses[2]);
        Set<String> moved = moved(start.generator(), after.generator());
        moved.addAll(moved(start.discriminator(), after.discriminator()));
        Set<String> expected = new TreeSet<>(Set.of(MetaNetworks.ROWS));
        expected.addAll(ParameterLayout.embedder(DrawnPeople.SPEC).keySet());
        expected.addAll(ParameterLayout.generator(DrawnPeople.SPEC).keySet());
        expected.addAll(ParameterLayout.discriminator(DrawnPeople.SPEC).keySet());
        for (Set<String> names : List.of(moved, expected)) {
            // No gradient but rounding: of a bias of keys a softmax takes no notice, and while all scores are inside
            // the
            // hinge, real and generated pictures move the last bias by opposite amounts.
            names.removeIf(name -> name.endsWith(".key.bias") || name.equals("discriminator.bias"));
        }
        assertThat(moved).isEqualTo(expected);
        assertThat(after.average()).isEqualTo(start.average());
    }

    @Test
    void step_withoutDiscriminator_leavesItAlone() {
        EpisodeSampler sampler =
                new EpisodeSampler(clips, EpisodeOptions.paper().withShots(1, 1).withBatch(2), 64, 5);
        try (Replicas open = Replicas.open(plan(1, UPDATES), start, Device.CPU)) {
            TrainingLosses losses = open.step(sampler.step(0), 0, 1);
            assertThat(losses.adversarial()).isZero();
            assertThat(losses.discriminator()).isZero();
            MetaState after = open.first().call(parts -> parts.meta().state(start.average()));
            assertThat(moved(start.discriminator(), after.discriminator())).isEmpty();
            assertThat(moved(start.generator(), after.generator())).contains("embedder.down.0.conv1.weight");
        }
    }

    @Test
    void step_feedForwardVariant_doesNotDrawEmbeddingsToTheRows() {
        TrainingLosses[] losses = new TrainingLosses[2];
        trained(
                1,
                UpdateOptions.defaults()
                        .withRates(1e-3, 1e-3)
                        .withDiscriminatorSteps(1)
                        .withAverageDecay(0.9)
                        .withMatching(false),
                losses);
        assertThat(losses[0].matching()).isZero();
    }

    private static Set<String> moved(Weights before, Weights after) {
        Set<String> moved = new TreeSet<>();
        before.tensors().forEach((name, tensor) -> {
            if (!Arrays.equals(tensor.toFloats(), after.tensor(name).toFloats())) {
                moved.add(name);
            }
        });
        return moved;
    }
}
