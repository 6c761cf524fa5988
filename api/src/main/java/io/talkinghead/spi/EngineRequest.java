package io.talkinghead.spi;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.Sets;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.engine.Precision;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What is asked of an engine before it is started.
 *
 * @param capabilities what it must offer, that of the precision among them
 * @param device where it must compute; empty for the backend's own choice
 * @param precision with what numbers its generators must compute
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record EngineRequest(Set<Capability> capabilities, Optional<Device> device, Precision precision) {
    /** Adds the precision's own capability. */
    public EngineRequest {
        requireNonNull(device, "device");
        Set<Capability> all = EnumSet.noneOf(Capability.class);
        all.addAll(capabilities);
        precision.capability().ifPresent(all::add);
        capabilities = Sets.immutableEnumSet(all);
    }

    /** Asks for capabilities with the device and the precision of options. */
    public static EngineRequest of(Set<Capability> capabilities, EngineOptions options) {
        return new EngineRequest(capabilities, options.device(), options.precision());
    }

    /** Asks for nothing in particular. */
    public static EngineRequest any() {
        return new EngineRequest(Set.of(), Optional.empty(), Precision.FLOAT32);
    }
}
