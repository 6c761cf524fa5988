package io.talkinghead.spi;

import org.jspecify.annotations.Nullable;

/** Whether a backend can work on this machine. */
public sealed interface Probe {
    /**
     * It can.
     *
     * @param description the engine with its version and devices, for reports
     */
    record Usable(String description) implements Probe {}

    /**
     * It cannot.
     *
     * @param reason what is missing and how to get it
     * @param cause the engine's own error, if there was one
     */
    record Refused(String reason, @Nullable Throwable cause) implements Probe {}
}
