package io.talkinghead.cli;

import com.google.common.collect.ImmutableSortedSet;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.engine.Precision;
import io.talkinghead.lab.comparison.Baselines;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.comparison.MethodSource;
import io.talkinghead.lab.evaluation.MethodSources;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.spi.Backend;
import io.talkinghead.tuning.TuningOptions;
import io.talkinghead.work.Cancellation;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The methods that can be compared, by the names that users give them. */
final class ComparedMethods {
    static final String OURS = "ours";
    static final String TUNED = "ours-tuned";

    private static final String AVERBUCH_ELOR = "averbuch-elor";

    private static final Set<String> OWN = Set.of("copy", "warp", OURS, TUNED, AVERBUCH_ELOR);

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

    /** Returns where methods come from. */
    List<MethodSource> sources(List<String> names, Heads heads, Path trained) {
        return names.stream().map(name -> source(name, heads, trained)).toList();
    }

    private MethodSource source(String name, Heads heads, Path trained) {
        return switch (name) {
            case "copy" -> MethodSources.copy();
            case "warp" -> MethodSources.warp();
            case AVERBUCH_ELOR -> MethodSources.averbuchElor();
            case OURS -> MethodSources.head(OURS, heads.model, heads.backend);
            case TUNED -> new Tuned(heads);
            default -> baselines.source(name, trained.resolve(name), heads.engine.withPrecision(Precision.FLOAT32));
        };
    }

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
    private record Tuned(Heads heads) implements MethodSource {
        @Override
        public String id() {
            return TUNED;
        }

        @Override
        public String origin() {
            return MethodSources.origin(heads.model, heads.backend) + ", " + heads.tuning;
        }

        @Override
        public ComparedMethod open() {
            PersonTuning tuning = PersonTuning.open(heads.model, heads.engine, heads.tuning, heads.cancellation);
            try {
                return MethodSources.tuned(TUNED, heads.model, heads.backend, tuning)
                        .owning(tuning::close);
            } catch (RuntimeException | Error e) {
                tuning.close();
                throw e;
            }
        }
    }
}
