package io.talkinghead.djl.tune;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import io.talkinghead.djl.DrawnPerson;
import io.talkinghead.djl.TorchTest;
import io.talkinghead.djl.loss.HeadLosses;
import io.talkinghead.djl.net.HeadNetworks;
import io.talkinghead.djl.sample.Shot;
import io.talkinghead.djl.sample.ShotEmbedder;
import io.talkinghead.djl.sample.ShotGuides;
import io.talkinghead.graph.net.Projection;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ParameterLayout;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Upsampling;
import io.talkinghead.model.Weights;
import io.talkinghead.person.Identity;
import io.talkinghead.testkit.Golden;
import io.talkinghead.tuning.TuningOptions;
import io.talkinghead.tuning.TuningOptions.Ablation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TunedNetworksTest extends TorchTest {
    private final ModelBundle model = sure(Golden.tinyModel(Upsampling.BLOCK_END));
    private final float[] embedding = Golden.tensors("tiny-block-end/vectors.safetensors")
            .tensor("out.mean_embedding")
            .toFloats();

    /**
     * While all scores are inside the hinge, real and generated pictures move the last biases by opposite amounts: nothing.
     * With a bias that takes real pictures out of it, everything moves.
     */
    private static ModelBundle sure(ModelBundle model) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(model.weights().tensors());
        tensors.put("discriminator.bias", Tensor.of(List.of(1), new float[] {100}));
        return ModelBundle.of("sure", model.spec(), new Weights(tensors), Map.of(), "# sure\n");
    }

    @Test
    void step_twice_movesPsiIdentityGeneratorAndDiscriminatorAndNothingElse() {
        withNetworks(TuningOptions.defaults(), networks -> {
            Map<String, float[]> before = networks.values();
            List<Shot> photos = DrawnPerson.of(model, 3).photos().stream()
                    .map(photo -> Shot.of(photo, model.spec().resolution()))
                    .toList();
            PersonShots shots = PersonShots.of(photos, 0, model.spec(), false, new Random(1));
            for (int step = 0; step < 2; step++) {
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    networks.step(shots.batch(manager, shots.trained()));
                }
            }
            Map<String, float[]> after = networks.values();
            Set<String> moved = new TreeSet<>();
            before.forEach((name, values) -> {
                if (!Arrays.equals(values, after.get(name))) {
                    moved.add(name);
                }
            });
            Set<String> expected = new TreeSet<>(Set.of("psi"));
            expected.addAll(ParameterLayout.generator(model.spec()).keySet());
            expected.removeIf(name -> name.startsWith(Projection.PREFIX));
            expected.addAll(ParameterLayout.discriminator(model.spec()).keySet());
            // A softmax does not change when all its values do, so a bias of the keys has no gradient but rounding.
            moved.removeIf(name -> name.endsWith(".key.bias"));
            expected.removeIf(name -> name.endsWith(".key.bias"));
            assertThat(moved).isEqualTo(expected);
        });
    }

    @Test
    void start_asThePaperSays_isTheFeedForwardPersonAndTheIdentitySum() {
        withNetworks(TuningOptions.defaults(), networks -> {
            assertThat(networks.values().get("psi"))
                    .isEqualTo(Projection.psi(model.spec(), model.weights(), embedding));
            float[] w0 = model.weights().tensor("discriminator.w0").toFloats();
            float[] row = requireNonNull(networks.values().get("discriminator.w0"));
            for (int i = 0; i < row.length; i++) {
                assertThat(row[i]).isEqualTo(w0[i] + embedding[i]);
            }
            Identity.Tuned identity = networks.identity();
            identity.generator().tensors().forEach((name, tensor) -> {
                float[] expected = model.weights().tensor(name).toFloats();
                float[] found = tensor.toFloats();
                for (int i = 0; i < found.length; i++) {
                    assertThat(found[i]).as(name).isCloseTo(expected[i], within(1e-5f));
                }
            });
        });
    }

    @Test
    void start_withAblations_isRandomWhereTheySaySo() {
        TuningOptions options =
                TuningOptions.defaults().withAblations(Set.of(Ablation.RANDOM_PSI, Ablation.RANDOM_IDENTITY));
        withNetworks(options, networks -> {
            assertThat(networks.values().get("psi"))
                    .isNotEqualTo(Projection.psi(model.spec(), model.weights(), embedding));
            float[] w0 = model.weights().tensor("discriminator.w0").toFloats();
            assertThat(requireNonNull(networks.values().get("discriminator.w0"))[0])
                    .isNotEqualTo(w0[0] + embedding[0]);
        });
    }

    private KnownPerson known(HeadNetworks networks) {
        return new KnownPerson(embedding, new ShotGuides(new ShotEmbedder(networks, model.weights(), manager)));
    }

    private void withNetworks(TuningOptions options, Consumer<TunedNetworks> test) {
        try (HeadNetworks networks = new HeadNetworks(model.spec(), manager, DataType.FLOAT32);
                HeadLosses losses = HeadLosses.open(networks, options.content(), model.content(), manager);
                TunedNetworks tuned = new TunedNetworks(networks, losses, model, known(networks), options, manager)) {
            test.accept(tuned);
        }
    }
}
