package io.talkinghead;

import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendOptions;
import io.talkinghead.spi.Capability;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the backends on the class path and picks one. */
public final class Backends {
    private Backends() {}

    /**
     * Opens a backend.
     *
     * @param id the backend wanted, or null for the property {@code talkinghead.backend} or else the usable one of highest
     *     priority
     * @param needed what it must offer
     */
    public static Backend open(@Nullable String id, Set<Capability> needed, BackendOptions options) {
        throw new UnsupportedOperationException(id + "" + needed + options);
    }

    /** Tells what was found, and why what was refused. */
    public static List<Found> report() {
        throw new UnsupportedOperationException();
    }

    /**
     * One provider of the class path.
     *
     * @param id its id; of one that could not be loaded the provider's class name where known
     * @param location the jar or folder it comes from
     * @param priority its rank
     * @param capabilities what it offers
     * @param usable whether it may be selected
     * @param detail the engine's description when usable, else why it was refused
     */
    public record Found(
            String id, String location, int priority, Set<Capability> capabilities, boolean usable, String detail) {}
}
