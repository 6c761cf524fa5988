package io.talkinghead.engine;

import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** With what numbers a generator computes; all other networks compute with 32-bit floats. */
@API(status = API.Status.STABLE, since = "0.1")
public enum Precision {
    /** Floats: 32 bits, the specification's own results, unless a backend has a setting of its own for fewer. On every backend. */
    FLOAT32(null),
    /**
     * 8-bit integers in the larger convolutions: faster, nearly the same pictures. For backends with
     * {@link Capability#GENERATE_INT8}, and only where the person's own photos show that the difference is small.
     */
    INT8(Capability.GENERATE_INT8);

    private final @Nullable Capability capability;

    Precision(@Nullable Capability capability) {
        this.capability = capability;
    }

    /** Returns the capability that a backend must offer for it; empty when every backend can. */
    public Optional<Capability> capability() {
        return Optional.ofNullable(capability);
    }
}
