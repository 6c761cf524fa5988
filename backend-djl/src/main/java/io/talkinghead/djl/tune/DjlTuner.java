package io.talkinghead.djl.tune;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.engine.TorchEngine;
import io.talkinghead.djl.loss.HeadLosses;
import io.talkinghead.djl.net.HeadNetworks;
import io.talkinghead.djl.sample.Batch;
import io.talkinghead.djl.sample.Shot;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.graph.EngineGate;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.BackendOptions;
import io.talkinghead.spi.FewShotTuner;
import io.talkinghead.spi.Tuning;
import io.talkinghead.spi.TuningListener;
import io.talkinghead.spi.TuningOptions;
import io.talkinghead.spi.TuningReport;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** The tuner on DJL. */
public final class DjlTuner implements FewShotTuner {
    private final ModelBundle model;
    private final BackendOptions options;
    private final EngineGate gate = new EngineGate("the tuner");

    /** Makes a tuner of a model; the engine is running. */
    public DjlTuner(ModelBundle model, BackendOptions options) {
        this.model = model;
        this.options = options;
    }

    @Override
    public synchronized Tuning tune(Person person, TuningOptions tuning, TuningListener listener) {
        person.checkModel(model);
        return gate.use(() -> {
            try (NDManager manager = TorchEngine.newManager(options.device());
                    HeadNetworks networks = new HeadNetworks(model.spec(), manager, DataType.FLOAT32);
                    HeadLosses losses = HeadLosses.open(networks, tuning.content(), model.content(), manager)) {
                List<Shot> photos = person.photos().stream()
                        .map(photo -> Shot.of(photo, model.spec().resolution()))
                        .toList();
                PersonShots shots = PersonShots.of(
                        photos, person.neutralPhoto(), model.spec(), tuning.holdOut(), new Random(tuning.seed()));
                float[] embedding = embedding(networks, photos, manager);
                try (TunedNetworks tuned = new TunedNetworks(networks, losses, model, embedding, tuning, manager)) {
                    TuningRun.Result result = new TuningRun(tuned, shots, tuning, listener, manager).run();
                    return new Tuning(person(person, tuning, result, tuned.isAdversarial()), result.report());
                }
            } catch (EngineException e) {
                throw new TalkingHeadException(
                        ErrorCode.BACKEND_FAILED, "PyTorch failed in a tuning: " + e.getMessage(), e);
            }
        });
    }

    /** The mean over all photos, those held out too: embedding them teaches nothing. */
    private float[] embedding(HeadNetworks networks, List<Shot> shots, NDManager manager) {
        int resolution = model.spec().resolution();
        return Gradients.off(() -> {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                Map<String, NDArray> weights = new HashMap<>();
                model.weights().tensors().forEach((name, tensor) -> {
                    if (name.startsWith("embedder.")) {
                        weights.put(name, TorchArrays.of(manager, tensor));
                    }
                });
                NDArray embeddings = networks.embed(
                        Batch.stack(
                                manager,
                                shots.stream().map(Shot::landmarkPicture).toList(),
                                3,
                                resolution),
                        Batch.stack(manager, shots.stream().map(Shot::planes).toList(), 3, resolution),
                        weights);
                return embeddings.mean(new int[] {0}).toFloatArray();
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
