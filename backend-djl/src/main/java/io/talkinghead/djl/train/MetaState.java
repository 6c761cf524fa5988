package io.talkinghead.djl.train;

import io.talkinghead.model.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that a training consists of between two steps.
 *
 * @param heads parameters of embedder and generator
 * @param judge parameters of the discriminator, W among them
 * @param headsNorm state of their spectral normalisation
 * @param judgeNorm of the discriminator's
 * @param headsAdam state of their optimiser; nothing before the first step
 * @param judgeAdam of the discriminator's
 * @param average moving average of the effective weights of embedder and generator
 */
record MetaState(
        Weights heads,
        Weights judge,
        Weights headsNorm,
        Weights judgeNorm,
        Optional<Weights> headsAdam,
        Optional<Weights> judgeAdam,
        Weights average) {
    /** Returns its parts by name, those that are there. */
    Map<String, Weights> parts() {
        Map<String, Weights> parts = new LinkedHashMap<>();
        parts.put("heads", heads);
        parts.put("judge", judge);
        parts.put("headsNorm", headsNorm);
        parts.put("judgeNorm", judgeNorm);
        headsAdam.ifPresent(state -> parts.put("headsAdam", state));
        judgeAdam.ifPresent(state -> parts.put("judgeAdam", state));
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
