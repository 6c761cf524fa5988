package io.talkinghead.djl.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.djl.DjlBackendProvider;
import io.talkinghead.djl.DrawnPerson;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.model.ContentWeights;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Upsampling;
import io.talkinghead.model.Weights;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.FewShotTuner;
import io.talkinghead.testkit.Golden;
import io.talkinghead.testkit.NativeMemory;
import io.talkinghead.tuning.Tuning;
import io.talkinghead.tuning.TuningListener;
import io.talkinghead.tuning.TuningOptions;
import io.talkinghead.tuning.TuningOptions.Ablation;
import io.talkinghead.tuning.TuningProgress;
import io.talkinghead.tuning.TuningReport.Stop;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Progress;
import io.talkinghead.work.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DjlTunerTest {
    private static final TuningOptions FAST =
            TuningOptions.defaults().withRates(5e-4, 5e-4).withEpochs(3);

    private final ModelBundle model = Golden.tinyModel(Upsampling.BLOCK_START);
    private final Cancellation cancellation = new Cancellation();
    private Backend backend;

    @BeforeEach
    void open() {
        backend = new DjlBackendProvider()
                .open(EngineOptions.defaults().withDevice(Device.CPU).withThreads(1));
    }

    @AfterEach
    void close() {
        backend.close();
    }

    private Tuning tune(ModelBundle bundle, int photos, TuningOptions options, TuningListener listener) {
        try (FewShotTuner tuner = backend.openTuner(bundle)) {
            return tuner.tune(DrawnPerson.of(bundle, photos), options, listener, cancellation);
        }
    }

    @Test
    void tune_threePhotos_comesNearerToThemAndReportsEveryEpoch() {
        List<TuningProgress> heard = new ArrayList<>();
        List<Progress> steps = new ArrayList<>();
        Tuning tuning = tune(model, 3, FAST.withEpochs(8), new TuningListener() {
            @Override
            public void progressed(Progress progress) {
                steps.add(progress);
            }

            @Override
            public void epochEnded(TuningProgress progress) {
                heard.add(progress);
            }
        });
        assertThat(steps).extracting(Progress::done).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(steps)
                .allMatch(step -> step.stage() == Stage.TUNING
                        && step.total().equals(OptionalLong.of(8))
                        && step.left().isPresent());
        assertThat(heard)
                .hasSize(9)
                .extracting(TuningProgress::epoch)
                .startsWith(0, 1)
                .endsWith(8);
        assertThat(heard.get(8).content()).isLessThan(0.9 * heard.get(0).content());
        assertThat(heard.get(8).discriminator()).isPositive();
        assertThat(heard.get(8).heldOut()).isEmpty();
        assertThat(heard.get(8).preview().widthPx()).isEqualTo(64);
        assertThat(tuning.report().stop()).isEqualTo(Stop.COMPLETED);
        assertThat(tuning.report().chosenEpoch()).isEqualTo(8);
        assertThat(tuning.report().curve()).hasSize(9);
        assertThat(tuning.report().time()).isPositive();
        assertThat(tuning.person().identity()).isInstanceOf(Identity.Tuned.class);
        assertThat(tuning.person().provenance()).containsKey("tuning");
        tuning.person().checkModel(model);
    }

    @Test
    void tune_fivePhotos_holdsOneOutAndReturnsTheEpochThatDoesItBest() {
        Tuning tuning = tune(model, 5, FAST, TuningListener.NONE);
        double best = tuning.report().curve().stream()
                .mapToDouble(epoch -> epoch.heldOut().orElseThrow())
                .min()
                .orElseThrow();
        assertThat(tuning.report().heldOutAfter()).hasValue(best);
        assertThat(best).isLessThan(tuning.report().heldOutBefore().orElseThrow());
    }

    @Test
    void tune_sameSeedAndOneThread_givesTheSameBytes() {
        Identity.Tuned first = tuned(tune(model, 4, FAST.withSeed(7), TuningListener.NONE));
        Identity.Tuned second = tuned(tune(model, 4, FAST.withSeed(7), TuningListener.NONE));
        Identity.Tuned other = tuned(tune(model, 4, FAST.withSeed(8), TuningListener.NONE));
        assertThat(second.psi()).isEqualTo(first.psi());
        String weight = "generator.up.1.conv1.weight";
        assertThat(second.generator().tensor(weight).toFloats())
                .isEqualTo(first.generator().tensor(weight).toFloats());
        assertThat(other.psi()).isNotEqualTo(first.psi());
    }

    @Test
    void tune_contentWeightsOfTheBundle_areThoseUsed() {
        TuningOptions once = FAST.withEpochs(1);
        ContentWeights weights = model.content();
        ContentWeights twice = new ContentWeights(2 * weights.inception(), 2 * weights.descriptor());
        double before = tune(model, 1, once, TuningListener.NONE)
                .report()
                .curve()
                .get(0)
                .content();
        double after = tune(model.withContent(twice), 1, once, TuningListener.NONE)
                .report()
                .curve()
                .get(0)
                .content();
        assertThat(after).isCloseTo(2 * before, within(1e-4 * after));
    }

    private static Identity.Tuned tuned(Tuning tuning) {
        return (Identity.Tuned) tuning.person().identity();
    }

    @Test
    void tune_cancelledFromOutside_stopsWithTheLastGoodPerson() {
        TuningListener listener = progress -> cancellation.cancel();
        Tuning tuning = tune(model, 2, FAST.withEpochs(1000), listener);
        assertThat(tuning.report().stop()).isEqualTo(Stop.CANCELLED);
        assertThat(tuning.report().chosenEpoch()).isEqualTo(1);
    }

    @Test
    void tune_interrupted_stopsWithTheLastGoodPersonAndStaysInterrupted() {
        TuningListener listener = progress -> Thread.currentThread().interrupt();
        Tuning tuning = tune(model, 2, FAST.withEpochs(1000), listener);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(tuning.report().stop()).isEqualTo(Stop.CANCELLED);
        assertThat(tuning.report().chosenEpoch()).isEqualTo(1);
    }

    @Test
    void tune_timeBudgetUsedUp_stops() {
        Tuning tuning = tune(model, 1, FAST.withEpochs(1000).withTimeBudget(Duration.ofMillis(1)), TuningListener.NONE);
        assertThat(tuning.report().stop()).isEqualTo(Stop.TIME_BUDGET);
    }

    @Test
    void tune_absurdRate_divergesAndReturnsAFinitePerson() {
        Tuning tuning = tune(model, 2, FAST.withRates(1e37, 1e37).withEpochs(30), TuningListener.NONE);
        assertThat(tuning.report().stop()).isEqualTo(Stop.DIVERGED);
        for (float value : tuned(tuning).psi()) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void tune_withoutAdversarialTerm_hasNoAdversarialLosses() {
        TuningOptions options = FAST.withAblations(Set.of(Ablation.NO_ADVERSARIAL));
        Tuning tuning = tune(model, 2, options, TuningListener.NONE);
        assertThat(tuning.report().curve()).allSatisfy(epoch -> {
            assertThat(epoch.adversarial()).isZero();
            assertThat(epoch.discriminator()).isZero();
        });
        assertThat(tuning.person().provenance().get("tuning")).contains("content only");
    }

    @Test
    void tune_modelWithoutDiscriminator_saysThatItIsContentOnly() {
        Map<String, Tensor> tensors = new LinkedHashMap<>(model.weights().tensors());
        tensors.keySet().removeIf(name -> name.startsWith("discriminator."));
        ModelBundle lean = ModelBundle.of("lean", model.spec(), new Weights(tensors), Map.of(), "# lean\n");
        Tuning tuning = tune(lean, 2, FAST, TuningListener.NONE);
        assertThat(tuning.person().provenance().get("tuning")).contains("content only");
    }

    @Test
    void tune_afterClose_isRefused() {
        FewShotTuner tuner = backend.openTuner(model);
        tuner.close();
        Person person = DrawnPerson.of(model, 1);
        assertThatThrownBy(() -> tuner.tune(person, FAST, TuningListener.NONE, cancellation))
                .isInstanceOf(IllegalStateException.class);
    }

    /** 60 steps here, 500 in the profile {@code stress}. */
    @Test
    void tune_manySteps_keepsNativeMemoryFlat() throws Exception {
        int steps = Integer.getInteger("talkinghead.cycles", 120) / 2;
        long[] before = new long[1];
        TuningListener listener = progress -> {
            if (progress.done() == steps / 3) {
                before[0] = resident();
            }
        };
        tune(model, 1, FAST.withEpochs(steps), listener);
        // A step allocates some tens of MB; one per cent of it lost would show.
        assertThat(resident() - before[0]).isLessThan(80_000);
    }

    private static long resident() {
        try {
            return NativeMemory.residentKilobytes();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
