package io.talkinghead.spi;

import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The entry a backend registers with {@link java.util.ServiceLoader}, both in {@code META-INF/services} and in its
 * {@code module-info}.
 *
 * <p>The class must load without the engine: no engine type in its superclass, fields or static initialiser.
 *
 * <p><b>Threading:</b> every method may be called from any thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface BackendProvider {
    /** The version of this SPI. A provider built for another one is refused. */
    int SPI_VERSION = 1;

    /** Returns the id users choose the backend by: lower-case letters, digits and dashes. */
    String id();

    /** Returns the SPI version this provider was written for, as a literal, not as the constant. */
    int spiVersion();

    /**
     * Returns the rank among usable backends; the highest wins. About 50 for what mostly does something else, 100 for what runs
     * everywhere, 200 for what is the fastest where it runs.
     */
    int priority();

    /** Returns what the backend offers. */
    Set<Capability> capabilities();

    /**
     * Finds out, cheaply and without side effects, whether the engine works here, on the device and with the precision asked
     * for. A device that was named is refused rather than replaced by another; with none named the choice is the backend's. The
     * capabilities are among those declared. Must not throw.
     */
    Probe probe(EngineRequest request);

    /**
     * Looks closer than {@link #probe}, for people: what was found step by step, what is missing and how to get it. May take
     * seconds and start other processes. Must not throw.
     */
    default List<String> diagnose() {
        Probe result = probe(EngineRequest.any());
        return List.of((result instanceof Probe.Usable ? "works: " : "missing: ") + result.detail());
    }

    /**
     * Starts the engine.
     *
     * @param options whose device and precision {@link #probe} has found usable
     */
    Backend open(EngineOptions options);
}
