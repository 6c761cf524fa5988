package io.talkinghead.internal.engine;

import io.talkinghead.internal.file.NativePlace;
import io.talkinghead.internal.file.NativePlaces;
import java.util.List;
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

    /** Returns where native libraries may be unpacked, the best place first. */
    public static List<NativePlace> nativePlaces() {
        return NativePlaces.of(System::getProperty, System::getenv);
    }
}
