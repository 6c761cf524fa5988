package io.talkinghead.examples;

import io.talkinghead.Backends;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendOptions;
import io.talkinghead.spi.Capability;
import io.talkinghead.spi.FaceAnalyzer;
import java.util.EnumSet;
import java.util.function.Function;

/** Runs work that needs a face analyser and no head. */
final class Analysis {
    private Analysis() {}

    static <T> T with(Function<FaceAnalyzer, T> work) {
        try (Backend backend = Backends.open(null, EnumSet.of(Capability.ANALYZE_FACES), BackendOptions.defaults());
                FaceAnalyzer analyzer = backend.openFaceAnalyzer()) {
            return work.apply(analyzer);
        }
    }
}
