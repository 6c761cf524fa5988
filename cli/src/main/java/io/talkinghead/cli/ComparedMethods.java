package io.talkinghead.cli;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Maps;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.engine.Precision;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.lab.comparison.Baselines;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.comparison.MethodSource;
import io.talkinghead.lab.evaluation.HeadAblation;
import io.talkinghead.lab.evaluation.MethodSources;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.spi.Backend;
import io.talkinghead.tuning.TuningOptions;
import io.talkinghead.tuning.TuningOptions.Ablation;
import io.talkinghead.work.Cancellation;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods that can be compared, by the names that users give them. */
final class ComparedMethods {
    static final String OURS = "ours";
    static final String TUNED = "ours-tuned";

    static final String FACE2FACE = "face2face";

    private static final String AVERBUCH_ELOR = "averbuch-elor";

    /** Our heads, fine-tuned, by their names, and what is left out of the tuning. */
    private static final ImmutableMap<String, Set<Ablation>> TUNINGS = ImmutableMap.of(
            TUNED,
            Set.of(),
            TUNED + "-no-adversarial",
            Set.of(Ablation.NO_ADVERSARIAL),
            TUNED + "-random-identity",
            Set.of(Ablation.RANDOM_IDENTITY),
            TUNED + "-random-psi",
            Set.of(Ablation.RANDOM_PSI));

    private static final ImmutableMap<String, HeadAblation> ABLATIONS =
            Maps.uniqueIndex(List.of(HeadAblation.values()), HeadAblation::id);

    private static final ImmutableSet<String> OWN = ImmutableSet.<String>builder()
            .add("copy", "warp", OURS, AVERBUCH_ELOR, FACE2FACE)
            .addAll(ABLATIONS.keySet())
            .addAll(TUNINGS.keySet())
            .build();

    private final Baselines baselines = Baselines.find();

    /** Refuses names that there are not, before any work. */
    void check(List<String> names) {
        ImmutableSortedSet<String> known = ImmutableSortedSet.<String>naturalOrder()
                .addAll(OWN)
                .addAll(baselines.methods())
                .build();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new UsageException("there is no method '" + name + "' here; known are "
                        + String.join(", ", known)
                        + (baselines.methods().isEmpty()
                                ? "; those of other papers come with talkinghead-backend-djl (-Ptuning)"
                                : ""));
            }
        }
        if (Set.copyOf(names).size() < names.size()) {
            throw new UsageException("a method is named twice: " + String.join(",", names));
        }
    }

    /** Returns where methods come from, in the order of their names. */
    List<MethodSource> sources(List<String> names, Heads heads, Files files) {
        return names.stream().map(name -> source(name, heads, files)).toList();
    }

    /** Tells whether one of these methods is fine-tuned. */
    static boolean tunes(List<String> names) {
        return names.stream().anyMatch(TUNINGS::containsKey);
    }

    private MethodSource source(String name, Heads heads, Files files) {
        Set<Ablation> tuning = TUNINGS.get(name);
        if (tuning != null) {
            return new Tuned(name, heads, tuning);
        }
        HeadAblation ablation = ABLATIONS.get(name);
        if (ablation != null) {
            return MethodSources.ablated(ablation, heads.model, heads.backend);
        }
        return switch (name) {
            case "copy" -> MethodSources.copy();
            case "warp" -> MethodSources.warp();
            case AVERBUCH_ELOR -> MethodSources.averbuchElor();
            case FACE2FACE -> MethodSources.face2face(requireNonNull(files.rig));
            case OURS -> MethodSources.head(OURS, heads.model, heads.backend);
            default ->
                baselines.source(name, files.trained.resolve(name), heads.engine.withPrecision(Precision.FLOAT32));
        };
    }

    /**
     * What methods of other papers are read from.
     *
     * @param trained the folder of those that were trained, each in a folder of its name
     * @param rig the face rig of {@link #FACE2FACE}; null when that is not compared
     */
    record Files(Path trained, @Nullable Path rig) {}

    /**
     * What our own heads are made with.
     *
     * @param engine options of engines that methods start themselves
     */
    record Heads(
            ModelBundle model,
            Backend backend,
            EngineOptions engine,
            TuningOptions tuning,
            Cancellation cancellation) {}

    /** Our heads, fine-tuned by a backend that is opened with the method: where there is none, that is what its row says. */
    private record Tuned(String id, Heads heads, Set<Ablation> ablations) implements MethodSource {
        private TuningOptions options() {
            return heads.tuning.withAblations(ablations);
        }

        @Override
        public String origin() {
            return MethodSources.origin(heads.model, heads.backend) + ", " + options();
        }

        @Override
        public ComparedMethod open() {
            boolean judged = heads.model.weights().tensors().keySet().stream()
                    .anyMatch(name -> name.startsWith("discriminator."));
            if (!judged
                    && (ablations.contains(Ablation.NO_ADVERSARIAL) || ablations.contains(Ablation.RANDOM_IDENTITY))) {
                throw new TalkingHeadException(
                        ErrorCode.MODEL_INVALID,
                        "the model " + heads.model.name() + " has no discriminator, which " + id
                                + " changes; it would be " + TUNED + " again");
            }
            PersonTuning tuning = PersonTuning.open(heads.model, heads.engine, options(), heads.cancellation);
            try {
                return MethodSources.tuned(id, heads.model, heads.backend, tuning)
                        .owning(tuning::close);
            } catch (RuntimeException | Error e) {
                tuning.close();
                throw e;
            }
        }
    }
}
