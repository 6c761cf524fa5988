package io.talkinghead.djl.train;

import io.talkinghead.lab.training.TrainingOptions;
import io.talkinghead.lab.training.TrainingPlan;
import io.talkinghead.lab.training.TrainingValidation;
import io.talkinghead.model.ContentWeights;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Makes bundles of a training: averaged embedder and generator, the discriminator without W, in half precision. */
final class TrainedModel {
    private final TrainingPlan plan;
    private final Checkpoint.Origin origin;
    private final int identities;
    private final int videos;

    TrainedModel(TrainingPlan plan, Checkpoint.Origin origin, int identities, int videos) {
        this.plan = plan;
        this.origin = origin;
        this.identities = identities;
        this.videos = videos;
    }

    /** Makes the bundle after a step. */
    ModelBundle bundle(Weights average, Weights discriminator, TrainingValidation scores) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(average.tensors());
        tensors.putAll(discriminator.tensors());
        tensors.remove(MetaNetworks.ROWS);
        tensors.replaceAll((name, tensor) -> tensor.toHalf());
        return ModelBundle.of(plan.name(), plan.spec(), new Weights(tensors), provenance(scores), card(scores))
                .withContent(content(plan));
    }

    /** Returns how a training weighs the content loss: as the model did that it starts from. */
    static ContentWeights content(TrainingPlan plan) {
        return plan.start().map(ModelBundle::content).orElseGet(ContentWeights::calibrated);
    }

    private Map<String, String> provenance(TrainingValidation scores) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("training", training());
        facts.put("start", origin.start());
        facts.put("data", data());
        facts.put("videosSha256", origin.videos());
        facts.put("steps", Long.toString(scores.step()));
        facts.put("seed", Long.toString(origin.seed()));
        facts.put("validationScore", String.format(Locale.ROOT, "%.4f", scores.score()));
        facts.put("storage", "half floats");
        return facts;
    }

    private String data() {
        return videos + " videos of " + identities + " identities";
    }

    private String training() {
        TrainingOptions options = plan.options();
        return String.format(
                Locale.ROOT,
                "meta-learning, batches of %d, %d to %d photos, rates %s and %s, average %s, %s matching loss,"
                        + " discriminator from step %d",
                options.episodes().batch(),
                options.episodes().minShots(),
                options.episodes().maxShots(),
                options.updates().generatorRate(),
                options.updates().discriminatorRate(),
                options.updates().averageDecay(),
                options.updates().matching() ? "with" : "without",
                options.updates().adversarialFrom());
    }

    private String card(TrainingValidation scores) {
        return String.format(
                Locale.ROOT,
                """
                # %s

                A head model for the TalkingHead library, %s.

                ## Training

                %s. It was trained on %s and started from %s; seed %d, %d steps.

                On held-out identities, one photo each: content and pixel loss %.4f, mean absolute difference %.2f of 255 (without
                the model, by the photo alone: %.2f).

                This card was written by the training. Say here where the data comes from, under what terms its people may be
                shown, and how the model does on whom, before passing it on.
                """,
                plan.name(),
                plan.spec(),
                training(),
                data(),
                origin.start(),
                origin.seed(),
                scores.step(),
                scores.score(),
                scores.l1(),
                scores.warpL1());
    }
}
