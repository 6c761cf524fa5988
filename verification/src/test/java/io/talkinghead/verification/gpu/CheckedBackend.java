package io.talkinghead.verification.gpu;

import io.talkinghead.Backends;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.spi.Backend;
import java.util.Set;

/** Opens the backend a check is about. */
final class CheckedBackend {
    private CheckedBackend() {}

    /** Opens a backend by its id on {@code cpu} or {@code cuda:0}, with the threads it would take by itself. */
    static Backend open(String id, String device, Capability needed) {
        return Backends.open(id, Set.of(needed), options(device));
    }

    static EngineOptions options(String device) {
        Device where = device.equals("cpu") ? Device.CPU : Device.cuda(Integer.parseInt(device.replace("cuda:", "")));
        return EngineOptions.defaults().withDevice(where);
    }
}
