package io.talkinghead.djl.train;

import io.talkinghead.model.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that a training consists of between two steps.
 *
 * @param generator parameters of embedder and generator
 * @param discriminator parameters of the discriminator, W among them
 * @param generatorNorm state of their spectral normalisation
 * @param discriminatorNorm of the discriminator's
 * @param generatorAdam state of their optimiser; nothing before the first step
 * @param discriminatorAdam of the discriminator's
 * @param average moving average of the effective weights of embedder and generator
 */
record MetaState(
        Weights generator,
        Weights discriminator,
        Weights generatorNorm,
        Weights discriminatorNorm,
        Optional<Weights> generatorAdam,
        Optional<Weights> discriminatorAdam,
        Weights average) {
    /** Returns its parts by name, those that are there; the names are those of a checkpoint's files. */
    Map<String, Weights> parts() {
        Map<String, Weights> parts = new LinkedHashMap<>();
        parts.put("heads", generator);
        parts.put("judge", discriminator);
        parts.put("headsNorm", generatorNorm);
        parts.put("judgeNorm", discriminatorNorm);
        generatorAdam.ifPresent(state -> parts.put("headsAdam", state));
        discriminatorAdam.ifPresent(state -> parts.put("judgeAdam", state));
        parts.put("average", average);
        return parts;
    }

    /** Puts parts together, each asked for by its name. */
    static MetaState of(Function<String, Weights> part) {
        return new MetaState(
                part.apply("heads"),
                part.apply("judge"),
                part.apply("headsNorm"),
                part.apply("judgeNorm"),
                Optional.of(part.apply("headsAdam")),
                Optional.of(part.apply("judgeAdam")),
                part.apply("average"));
    }
}
