package io.talkinghead.cli;

import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import org.jspecify.annotations.Nullable;

/** What a training runs on, of what was given. */
final class TrainingDevice {
    private TrainingDevice() {}

    /** Returns the options of its engine. */
    static EngineOptions options(@Nullable Integer gpu, @Nullable Integer threads) {
        EngineOptions chosen = EngineOptions.defaults();
        chosen = gpu == null ? chosen : chosen.withDevice(Device.cuda(gpu));
        return threads == null ? chosen : chosen.withThreads(threads);
    }
}
