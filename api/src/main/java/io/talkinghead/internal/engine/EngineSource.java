package io.talkinghead.internal.engine;

import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.engine.Precision;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendProvider;
import java.util.Set;
import java.util.function.Function;

/**
 * Where a head gets its engine from, and those that are made of it.
 *
 * @param engines those to share
 * @param options how they run
 * @param selection picks the backend for what is needed of it
 * @param tuners opens a backend that can fine-tune, whichever renders
 */
public record EngineSource(
        Engines engines,
        EngineOptions options,
        Function<Set<Capability>, BackendProvider> selection,
        Function<EngineOptions, Backend> tuners) {
    /** Takes a part in an engine that offers what is needed. */
    public EngineShare open(Set<Capability> needed) {
        return engines.open("this head", selection.apply(needed), options);
    }

    /** Opens a backend that can fine-tune, always with floats: the precision is that of rendering. */
    public Backend openTuning() {
        return tuners.apply(options.withPrecision(Precision.FLOAT32));
    }

    /** Returns this source with the backend that was chosen, whatever would be chosen now. */
    public EngineSource fixedTo(EngineShare chosen) {
        return new EngineSource(engines, options, needed -> chosen.provider(), tuners);
    }
}
