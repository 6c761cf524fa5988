package io.talkinghead.cli;

import io.talkinghead.Backends;
import io.talkinghead.Engine;
import io.talkinghead.TalkingHead;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.engine.Precision;
import io.talkinghead.spi.Backend;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which backend renders, and how. */
final class EngineArguments {
    @Option(names = "--backend", description = "The backend's id; see 'talkinghead backends'.")
    private @Nullable String backend;

    @Option(names = "--threads", description = "Threads of one computation (default: all processors).")
    private @Nullable Integer threads;

    @Option(
            names = "--precision",
            defaultValue = "float32",
            description =
                    "float32, or int8: faster, nearly the same pictures; needs a backend that offers GENERATE_INT8"
                            + " (default: float32).")
    private Precision precision;

    /** Opens the backend named, or else the best one. */
    Backend open(Set<Capability> needed) {
        return backend == null ? Backends.open(needed, options()) : Backends.open(backend, needed, options());
    }

    /** Opens a backend whose heads are judged, and which judges. */
    Backend openToJudge() {
        return open(EnumSet.of(
                Capability.EMBED, Capability.GENERATE, Capability.ANALYZE_FACES, Capability.EXTRACT_FEATURES));
    }

    /** Starts an engine for heads to share. */
    Engine engine() {
        return backend == null ? Engine.open(options()) : Engine.open(backend, options());
    }

    /** Returns how it is to run. */
    EngineOptions options() {
        EngineOptions options = EngineOptions.defaults().withPrecision(precision);
        return threads == null ? options : options.withThreads(threads);
    }

    /** Tells a head. */
    void addTo(TalkingHead.Builder builder) {
        builder.precision(precision);
        if (backend != null) {
            builder.backend(backend);
        }
        if (threads != null) {
            builder.threads(threads);
        }
    }
}
