package io.talkinghead.cli;

import io.talkinghead.Backends;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.FaceAnalyzer;
import java.util.EnumSet;
import java.util.function.Function;

/** Runs work that needs a face analyser and no head. */
final class Analysis {
    private Analysis() {}

    static <T> T with(Function<FaceAnalyzer, T> work) {
        return with(EngineOptions.defaults().threads(), work);
    }

    /** Runs work that brings threads of its own: the engine needs {@code threads} for each. */
    static <T> T with(int threads, Function<FaceAnalyzer, T> work) {
        EngineOptions options = EngineOptions.defaults().withThreads(threads);
        try (Backend backend = Backends.open(EnumSet.of(Capability.ANALYZE_FACES), options);
                FaceAnalyzer analyzer = backend.openFaceAnalyzer()) {
            return work.apply(analyzer);
        }
    }
}
