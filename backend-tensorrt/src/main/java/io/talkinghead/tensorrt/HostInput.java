package io.talkinghead.tensorrt;

import org.jspecify.annotations.Nullable;

/**
 * An input's locked memory, and what is known of the values in it.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class HostInput {
    private final String name;
    private final Gpu.HostMemory memory;
    private @Nullable Object held;

    HostInput(String name, Gpu.HostMemory memory) {
        this.name = name;
        this.memory = memory;
    }

    String name() {
        return name;
    }

    Gpu.HostMemory memory() {
        return memory;
    }

    /** Says which values it has from now on; always the same for the same object. */
    void hold(Object values) {
        held = values;
    }

    /** Returns which values it has; null when they may be others in each run. */
    @Nullable
    Object held() {
        return held;
    }
}
