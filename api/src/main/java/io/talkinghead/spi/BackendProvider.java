package io.talkinghead.spi;

import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import java.util.List;
import java.util.Set;

/**
 * The entry a backend registers with {@link java.util.ServiceLoader}, both in {@code META-INF/services} and in its
 * {@code module-info}.
 *
 * <p>The class must load without the engine: no engine type in its superclass, fields or static initialiser.
 *
 * <p><b>Threading:</b> every method may be called from any thread.
 */
public interface BackendProvider {
    /** The version of this SPI. A provider built for another one is refused. */
    int SPI_VERSION = 1;

    /** Returns the id users choose the backend by: lower-case letters, digits and dashes. */
    String id();

    /** Returns the SPI version this provider was written for, as a literal, not as the constant. */
    int spiVersion();

    /** Returns the rank among usable backends; the highest wins. ONNX Runtime has 100. */
    int priority();

    /** Returns what the backend offers. */
    Set<Capability> capabilities();

    /** Finds out, cheaply and without side effects, whether the engine works here. Must not throw. */
    Probe probe();

    /**
     * Looks closer than {@link #probe()}, for people: what was found step by step, what is missing and how to get it. May take
     * seconds and start other processes. Must not throw.
     */
    default List<String> diagnose() {
        Probe result = probe();
        return List.of(
                result instanceof Probe.Usable usable
                        ? "works: " + usable.description()
                        : "missing: " + ((Probe.Refused) result).reason());
    }

    /** Starts the engine. */
    Backend open(EngineOptions options);
}
