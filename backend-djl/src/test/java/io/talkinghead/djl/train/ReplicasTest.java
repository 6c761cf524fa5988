package io.talkinghead.djl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.dataset.Dataset;
import io.talkinghead.dataset.DatasetClip;
import io.talkinghead.djl.TorchTest;
import io.talkinghead.model.ParameterLayout;
import io.talkinghead.model.Weights;
import io.talkinghead.spi.Device;
import io.talkinghead.spi.EpisodeOptions;
import io.talkinghead.spi.TrainingLosses;
import io.talkinghead.spi.UpdateOptions;
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
    private static final UpdateOptions UPDATES = new UpdateOptions(1e-3, 1e-3, 2, 0.9, true, 0);

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

    /** Does two steps and copies the state out. */
    private MetaState trained(int replicas, UpdateOptions updates, TrainingLosses[] losses) {
        EpisodeSampler sampler = new EpisodeSampler(clips, new EpisodeOptions(1, 2, 4, 1, 0, false), 64, 5);
        try (Replicas open = Replicas.open(replicas, DrawnPeople.SPEC, updates, start, Device.CPU)) {
            for (int step = 0; step < 2; step++) {
                losses[step] = open.step(sampler.step(step), updates.discriminatorSteps(), 1);
            }
            return open.first().call(parts -> parts.meta().state(start.average()));
        }
    }

    @Test
    void step_twoReplicas_equalsOneWithTheJointBatch() {
        TrainingLosses[] alone = new TrainingLosses[2];
        TrainingLosses[] shared = new TrainingLosses[2];
        MetaState one = trained(1, UPDATES, alone);
        MetaState two = trained(2, UPDATES, shared);
        for (int step = 0; step < 2; step++) {
            assertThat(shared[step].likeness()).isCloseTo(alone[step].likeness(), within(1e-4));
            assertThat(shared[step].adversarial()).isCloseTo(alone[step].adversarial(), within(1e-3));
            assertThat(shared[step].matching()).isCloseTo(alone[step].matching(), within(1e-5));
            assertThat(shared[step].discriminator()).isCloseTo(alone[step].discriminator(), within(1e-3));
        }
        // Adam without momentum moves by the sign of a gradient, so one that is all rounding may go either way.
        assertThat(shareFartherThan(1e-4, one.heads(), two.heads())).isLessThan(0.01);
        assertThat(shareFartherThan(1e-4, one.judge(), two.judge())).isLessThan(0.01);
    }

    private static double shareFartherThan(double distance, Weights a, Weights b) {
        long far = 0;
        long all = 0;
        for (String name : a.tensors().keySet()) {
            float[] left = a.tensor(name).toFloats();
            float[] right = b.tensor(name).toFloats();
            for (int i = 0; i < left.length; i++) {
                far += Math.abs(left[i] - right[i]) > distance ? 1 : 0;
            }
            all += left.length;
        }
        return (double) far / all;
    }

    @Test
    void step_twice_movesEmbedderGeneratorProjectionDiscriminatorAndRowsAndNothingElse() {
        MetaState after = trained(1, UPDATES, new TrainingLosses[2]);
        Set<String> moved = moved(start.heads(), after.heads());
        moved.addAll(moved(start.judge(), after.judge()));
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
        EpisodeSampler sampler = new EpisodeSampler(clips, new EpisodeOptions(1, 1, 2, 1, 0, false), 64, 5);
        try (Replicas open = Replicas.open(1, DrawnPeople.SPEC, UPDATES, start, Device.CPU)) {
            TrainingLosses losses = open.step(sampler.step(0), 0, 1);
            assertThat(losses.adversarial()).isZero();
            assertThat(losses.discriminator()).isZero();
            MetaState after = open.first().call(parts -> parts.meta().state(start.average()));
            assertThat(moved(start.judge(), after.judge())).isEmpty();
            assertThat(moved(start.heads(), after.heads())).contains("embedder.down.0.conv1.weight");
        }
    }

    @Test
    void step_feedForwardVariant_doesNotDrawEmbeddingsToTheRows() {
        TrainingLosses[] losses = new TrainingLosses[2];
        trained(1, new UpdateOptions(1e-3, 1e-3, 1, 0.9, false, 0), losses);
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
