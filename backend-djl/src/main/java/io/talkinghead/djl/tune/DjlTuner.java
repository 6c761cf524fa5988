package io.talkinghead.djl.tune;

import ai.djl.engine.EngineException;
import io.talkinghead.djl.engine.TorchEngine;
import io.talkinghead.djl.sample.Shot;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.internal.run.EngineFailure;
import io.talkinghead.internal.run.EngineGate;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.FewShotTuner;
import io.talkinghead.tuning.Tuning;
import io.talkinghead.tuning.TuningListener;
import io.talkinghead.tuning.TuningOptions;
import io.talkinghead.tuning.TuningReport;
import io.talkinghead.work.Cancellation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** The tuner on DJL. */
public final class DjlTuner implements FewShotTuner {
    private final ModelBundle model;
    private final EngineOptions options;
    private final EngineGate gate = new EngineGate("the tuner");

    /** Makes a tuner of a model; the engine is running. */
    public DjlTuner(ModelBundle model, EngineOptions options) {
        this.model = model;
        this.options = options;
    }

    @Override
    public synchronized Tuning tune(
            Person person, TuningOptions tuning, TuningListener listener, Cancellation cancellation) {
        person.checkModel(model);
        return gate.use(() -> {
            List<Shot> photos = person.photos().stream()
                    .map(photo -> Shot.of(photo, model.spec().resolution()))
                    .toList();
            PersonShots shots = PersonShots.of(
                    photos, person.neutralPhoto(), model.spec(), tuning.holdOut(), new Random(tuning.seed()));
            try (TuningWorker worker =
                    TuningWorker.open(model, shots, tuning, TorchEngine.deviceOf(options.device()))) {
                TuningRun.Result result = new TuningRun(worker, shots, tuning, listener, cancellation).run();
                return new Tuning(person(person, tuning, result, worker.isAdversarial()), result.report());
            } catch (EngineException e) {
                throw EngineFailure.of("PyTorch failed in a tuning", "close other heads, or use fewer photos", e);
            }
        });
    }

    private static Person person(Person before, TuningOptions tuning, TuningRun.Result result, boolean adversarial) {
        TuningReport report = result.report();
        Map<String, String> provenance = new LinkedHashMap<>(before.provenance());
        provenance.put(
                "tuning",
                String.format(
                        Locale.ROOT,
                        "epoch %d of %d chosen, stop %s, %s, content by %s and %s, rates %s and %s, seed %d%s",
                        report.chosenEpoch(),
                        tuning.epochs(),
                        report.stop(),
                        adversarial ? "adversarial" : "content only",
                        tuning.content().vgg19().isPresent() ? "VGG19" : "Inception",
                        tuning.content().vggFace().isPresent() ? "VGGFace" : "dlib's descriptor",
                        tuning.generatorRate(),
                        tuning.discriminatorRate(),
                        tuning.seed(),
                        tuning.ablations().isEmpty() ? "" : ", ablations " + tuning.ablations()));
        return new Person(
                before.modelName(),
                before.modelId(),
                result.identity(),
                before.photos(),
                before.neutralPhoto(),
                provenance);
    }

    @Override
    public void close() {
        gate.close(() -> {});
    }
}
