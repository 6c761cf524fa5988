package io.talkinghead;

import static com.google.common.base.Preconditions.checkState;

import io.talkinghead.engine.Capability;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.engine.Precision;
import io.talkinghead.internal.engine.EngineSource;
import io.talkinghead.internal.engine.ProcessEngines;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a builder was told of the engine: one that is running, or how one is to run. */
final class EngineChoice {
    final Once<Engine> engine = new Once<>("engine");
    final Once<String> backend = new Once<>("backend");
    final Once<Device> device = new Once<>("device");
    final Once<Integer> threads = new Once<>("threads");
    final Once<Long> seed = new Once<>("seed");
    final Once<Precision> precision = new Once<>("precision");
    final Once<Duration> deadline = new Once<>("deadline");

    /** Returns where the head gets its engine. */
    EngineSource source() {
        if (engine.isSet()) {
            for (Once<?> option : List.of(backend, device, threads, seed, precision, deadline)) {
                checkState(!option.isSet(), "%s is set, but the engine that is given has decided it", option.name());
            }
            return engine.value().orElseThrow().source();
        }
        EngineOptions options = options();
        @Nullable String id = backend.value().orElse(null);
        return new EngineSource(
                ProcessEngines.get(),
                options,
                needed -> Backends.provider(id, needed, options),
                tuning -> Backends.openFor(Capability.TUNE, tuning));
    }

    private EngineOptions options() {
        EngineOptions defaults = EngineOptions.defaults();
        EngineOptions told = defaults.withThreads(threads.or(defaults.threads()))
                .withSeed(seed.or(defaults.seed()))
                .withPrecision(precision.or(defaults.precision()));
        EngineOptions placed = device.value().map(told::withDevice).orElse(told);
        return deadline.value().map(placed::withDeadline).orElse(placed);
    }
}
