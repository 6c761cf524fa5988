package io.talkinghead.djl.train;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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
    /** Puts everything into one file's tensors. */
    Weights joined() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        put(all, "heads/", heads);
        put(all, "judge/", judge);
        put(all, "headsNorm/", headsNorm);
        put(all, "judgeNorm/", judgeNorm);
        headsAdam.ifPresent(state -> put(all, "headsAdam/", state));
        judgeAdam.ifPresent(state -> put(all, "judgeAdam/", state));
        put(all, "average/", average);
        return Weights.of(all);
    }

    private static void put(Map<String, Tensor> all, String prefix, Weights part) {
        part.tensors().forEach((name, tensor) -> all.put(prefix + name, tensor));
    }

    /** Takes a file's tensors apart. */
    static MetaState of(Weights all, String source) {
        Map<String, ImmutableMap.Builder<String, Tensor>> parts = new LinkedHashMap<>();
        all.tensors().forEach((name, tensor) -> {
            int slash = name.indexOf('/');
            parts.computeIfAbsent(name.substring(0, Math.max(0, slash)), prefix -> ImmutableMap.builder())
                    .put(name.substring(slash + 1), tensor);
        });
        return new MetaState(
                part(parts, "heads", source),
                part(parts, "judge", source),
                part(parts, "headsNorm", source),
                part(parts, "judgeNorm", source),
                Optional.of(part(parts, "headsAdam", source)),
                Optional.of(part(parts, "judgeAdam", source)),
                part(parts, "average", source));
    }

    private static Weights part(Map<String, ImmutableMap.Builder<String, Tensor>> parts, String name, String source) {
        ImmutableMap.Builder<String, Tensor> part = parts.get(name);
        if (part == null) {
            throw new TalkingHeadException(
                    ErrorCode.TRAINING_INVALID,
                    source + " holds no " + name + "; remove that checkpoint to go on from the one before");
        }
        return new Weights(part.buildOrThrow());
    }
}
