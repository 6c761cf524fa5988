package io.talkinghead.internal.engine;

import static java.util.Objects.requireNonNull;

import io.talkinghead.engine.Capability;
import io.talkinghead.internal.service.Services;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.spi.EngineRequest;
import io.talkinghead.spi.Probe;
import java.util.EnumSet;
import java.util.Set;

/**
 * One backend provider, checked for a request.
 *
 * @param provider the provider
 * @param location the jar or folder it comes from
 * @param verdict whether it may be selected, and why not
 */
public record Selection(BackendProvider provider, String location, Probe verdict) {
    /**
     * Checks a provider in the fixed order: SPI version, capabilities, then its own probe for device and precision. A provider
     * that throws is refused.
     */
    public static Selection check(Services.Provider<BackendProvider> found, EngineRequest request) {
        return new Selection(found.service(), found.location(), verdict(found.service(), request));
    }

    private static Probe verdict(BackendProvider provider, EngineRequest request) {
        try {
            if (provider.spiVersion() != BackendProvider.SPI_VERSION) {
                return new Probe.Refused(
                        "it was built for version " + provider.spiVersion() + " of the SPI, this library has version "
                                + BackendProvider.SPI_VERSION,
                        "use the artifacts of one release together");
            }
            // A provider that cannot even tell these is refused here, rather than failing the selection later.
            requireNonNull(provider.id(), "its id");
            int unused = provider.priority();
            Set<Capability> lacking = EnumSet.noneOf(Capability.class);
            lacking.addAll(request.capabilities());
            lacking.removeAll(provider.capabilities());
            return lacking.isEmpty()
                    ? requireNonNull(provider.probe(request), "its probe")
                    : new Probe.Refused("it does not offer " + lacking, remedy(lacking, request));
        } catch (RuntimeException | LinkageError e) {
            return new Probe.Refused(
                    "its provider failed: " + e, "check that its jar is complete and of this release", e);
        }
    }

    private static String remedy(Set<Capability> lacking, EngineRequest request) {
        String other = "use a backend that does"
                + KnownArtifacts.offering(request.capabilities())
                        .map(known -> ", such as " + known.artifact())
                        .orElse("");
        boolean ofPrecision =
                request.precision().capability().filter(lacking::contains).isPresent();
        return ofPrecision ? "leave the precision out, or " + other : other;
    }

    /** Tells whether it may be selected. */
    public boolean usable() {
        return verdict instanceof Probe.Usable;
    }

    /** Returns the engine's description when usable, else why it was refused and what to do about it. */
    public String detail() {
        return verdict.detail();
    }
}
