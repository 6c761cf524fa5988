package io.talkinghead.tensorrt;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * An input's memory on the GPU. TensorRT only reads it, so values stay from run to run: held ones, such as a photo, are copied
 * there once and not for each picture.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class DeviceInput {
    private final Gpu.Memory memory;
    /** Weak, since heads that are closed would stay in memory for as long as others use the engine. */
    private @Nullable WeakReference<Object> held;

    DeviceInput(Gpu.Memory memory) {
        this.memory = memory;
    }

    /** Queues a copy, unless the values are there. */
    void take(HostInput from, Gpu.Stream stream) {
        Object values = from.held();
        if (values != null && held != null && held.refersTo(values)) {
            return;
        }
        stream.upload(from.memory(), memory);
        held = values == null ? null : new WeakReference<>(values);
    }
}
