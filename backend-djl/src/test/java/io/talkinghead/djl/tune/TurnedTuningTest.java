package io.talkinghead.djl.tune;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import io.talkinghead.djl.DjlBackendProvider;
import io.talkinghead.djl.DrawnPerson;
import io.talkinghead.djl.TorchTest;
import io.talkinghead.djl.loss.HeadLosses;
import io.talkinghead.djl.net.FreshWeights;
import io.talkinghead.djl.net.HeadNetworks;
import io.talkinghead.djl.net.Parameters;
import io.talkinghead.djl.sample.Shot;
import io.talkinghead.djl.sample.ShotEmbedder;
import io.talkinghead.djl.sample.ShotGuides;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.graph.net.Projection;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ParameterLayout;
import io.talkinghead.model.Weights;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.FewShotTuner;
import io.talkinghead.testkit.Golden;
import io.talkinghead.tuning.Tuning;
import io.talkinghead.tuning.TuningListener;
import io.talkinghead.tuning.TuningOptions;
import io.talkinghead.work.Cancellation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fine-tuning of heads that turn. */
class TurnedTuningTest extends TorchTest {
    private static final TuningOptions FAST =
            TuningOptions.defaults().withRates(5e-4, 5e-4).withEpochs(6);

    private ModelBundle model;

    /** The reference's weights with a discriminator, which they lack. */
    @BeforeEach
    void makeModel() {
        ModelBundle reference = Golden.turnedModel();
        try (Parameters fresh = new Parameters(manager, DataType.FLOAT32)) {
            FreshWeights.add(fresh, reference.spec(), 1);
            // As in TunedNetworksTest: with all scores inside the hinge, the last biases would not move.
            fresh.put("discriminator.bias", List.of(1), new float[] {100});
            Weights weights = fresh.toWeights().with(reference.weights());
            model = ModelBundle.of("judged", reference.spec(), weights, Map.of(), "# judged\n");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void tune_fewPhotos_comesNearerToThem(int photos, @TempDir Path folder) {
        try (Backend backend = new DjlBackendProvider()
                        .open(EngineOptions.defaults().withDevice(Device.CPU).withThreads(1));
                FewShotTuner tuner = backend.openTuner(model)) {
            Tuning tuning = tuner.tune(
                    DrawnPerson.of(model, photos),
                    FAST.withEpochs(12 / photos).withHoldOut(false),
                    TuningListener.NONE,
                    new Cancellation());
            double before = tuning.report().curve().get(0).content();
            double after = tuning.report().curve().get(12 / photos).content();
            assertThat(after).isLessThan(0.95 * before);
            Path file = folder.resolve("a.person");
            tuning.person().save(file);
            Person again = Person.open(file);
            again.checkModel(model);
            Identity.Tuned identity = (Identity.Tuned) again.identity();
            assertThat(identity.generator().tensors()).containsKeys("motion.head.weight", "generator.out2.weight");
            assertThat(identity.generator().tensors()).doesNotContainKey(Projection.PREFIX + "weight");
        }
    }

    @Test
    void step_twice_movesPsiMotionGeneratorAndDiscriminatorAndNothingElse() {
        List<Shot> photos = DrawnPerson.of(model, 3).photos().stream()
                .map(photo -> Shot.of(photo, model.spec().resolution()))
                .toList();
        try (HeadNetworks networks = new HeadNetworks(model.spec(), manager, DataType.FLOAT32);
                HeadLosses losses = HeadLosses.open(networks, FAST.content(), model.content(), manager)) {
            ShotEmbedder embedder = new ShotEmbedder(networks, model.weights(), manager);
            KnownPerson known = new KnownPerson(embedder.mean(photos), new ShotGuides(embedder));
            try (TunedNetworks tuned = new TunedNetworks(networks, losses, model, known, FAST, manager)) {
                Map<String, float[]> before = tuned.values();
                PersonShots shots = PersonShots.of(photos, 0, model.spec(), false, new Random(1));
                float[] lent = guide(known, photos);
                for (int step = 0; step < 2; step++) {
                    try (NDScope scope = new NDScope()) {
                        scope.suppressNotUsedWarning();
                        tuned.step(shots.batch(manager, shots.trained()));
                    }
                }
                assertThat(guide(known, photos)).isEqualTo(lent);
                assertThat(moved(before, tuned.values())).isEqualTo(expected());
            }
        }
    }

    private static float[] guide(KnownPerson known, List<Shot> photos) {
        return requireNonNull(known.guides().of(photos.subList(0, 1))).toFloatArray();
    }

    private Set<String> expected() {
        Set<String> expected = new TreeSet<>(Set.of("psi"));
        expected.addAll(ParameterLayout.generator(model.spec()).keySet());
        expected.addAll(ParameterLayout.discriminator(model.spec()).keySet());
        // A softmax does not change when all its values do, so a bias of the keys has no gradient but rounding.
        expected.removeIf(name -> name.startsWith(Projection.PREFIX) || name.endsWith(".key.bias"));
        return expected;
    }

    private static Set<String> moved(Map<String, float[]> before, Map<String, float[]> after) {
        Set<String> moved = new TreeSet<>();
        before.forEach((name, values) -> {
            if (!Arrays.equals(values, after.get(name)) && !name.endsWith(".key.bias")) {
                moved.add(name);
            }
        });
        return moved;
    }
}
