package io.talkinghead.internal.engine;

import static java.util.Objects.requireNonNull;

import io.talkinghead.engine.Capability;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.spi.Probe;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One backend provider, judged.
 *
 * @param provider the provider
 * @param location the jar or folder it comes from
 * @param usable whether it may be selected
 * @param detail the engine's description when usable, else why it was refused
 * @param cause the engine's own error, if that is why
 */
public record Selection(
        BackendProvider provider,
        String location,
        boolean usable,
        String detail,
        @Nullable Throwable cause) {
    /** Judges a provider in the fixed order: SPI version, capabilities, probe. A provider that throws is refused. */
    public static Selection judge(Services.Provider<BackendProvider> found, Set<Capability> needed) {
        BackendProvider provider = found.service();
        try {
            if (provider.spiVersion() != BackendProvider.SPI_VERSION) {
                return refused(
                        found,
                        "it was built for version " + provider.spiVersion() + " of the SPI, this library has version "
                                + BackendProvider.SPI_VERSION + "; use the artifacts of one release together",
                        null);
            }
            // A provider that cannot even tell these is refused here, rather than failing the selection later.
            requireNonNull(provider.id(), "its id");
            int unused = provider.priority();
            Set<Capability> lacking = EnumSet.noneOf(Capability.class);
            lacking.addAll(needed);
            lacking.removeAll(provider.capabilities());
            if (!lacking.isEmpty()) {
                String remedy = lacking.contains(Capability.GENERATE_INT8)
                        ? "; leave the precision out, or use a backend that offers it, such as onnx"
                        : "";
                return refused(found, "it does not offer " + lacking + remedy, null);
            }
            Probe probe = provider.probe();
            if (probe instanceof Probe.Usable good) {
                return new Selection(provider, found.location(), true, good.description(), null);
            }
            Probe.Refused bad = (Probe.Refused) probe;
            return refused(found, bad.reason(), bad.cause());
        } catch (RuntimeException | LinkageError e) {
            return refused(found, "its provider failed: " + e, e);
        }
    }

    private static Selection refused(
            Services.Provider<BackendProvider> found, String reason, @Nullable Throwable cause) {
        return new Selection(found.service(), found.location(), false, reason, cause);
    }
}
