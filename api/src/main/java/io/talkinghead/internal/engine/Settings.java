package io.talkinghead.internal.engine;

import org.jspecify.annotations.Nullable;

/** The only place that reads system properties. */
public final class Settings {
    /** Names the backend to use when the code names none. */
    public static final String BACKEND = "talkinghead.backend";

    private Settings() {}

    /** Returns the backend asked for by property, or null. */
    public static @Nullable String backend() {
        String id = System.getProperty(BACKEND);
        return id == null || id.isBlank() ? null : id.strip();
    }
}
