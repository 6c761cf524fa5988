package io.talkinghead.internal.file;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where native libraries may be unpacked on a system, the best place first. */
public final class NativePlaces {
    /** The system property that names a folder to try before all others. */
    public static final String PROPERTY = "talkinghead.natives";

    private static final Path FOLDER = Path.of("talkinghead", "natives");

    private final List<NativePlace> places = new ArrayList<>();

    private NativePlaces() {}

    /**
     * Lists them: the folder that is named, the user's cache, and the temporary folder.
     *
     * @param property looks up a system property
     * @param variable looks up a variable of the environment
     */
    public static List<NativePlace> of(Lookup property, Lookup variable) {
        NativePlaces found = new NativePlaces();
        path(property.of(PROPERTY)).ifPresent(named -> found.add(named.toAbsolutePath(), false));
        found.addBelow(variable.of("XDG_CACHE_HOME"), FOLDER, false);
        String system = String.valueOf(property.of("os.name")).toLowerCase(Locale.ROOT);
        String home = property.of("user.home");
        if (system.startsWith("windows")) {
            found.addBelow(variable.of("LOCALAPPDATA"), FOLDER, false);
            found.addBelow(home, Path.of("AppData", "Local").resolve(FOLDER), false);
        } else if (system.startsWith("mac")) {
            found.addBelow(home, Path.of("Library", "Caches").resolve(FOLDER), false);
        } else {
            found.addBelow(home, Path.of(".cache").resolve(FOLDER), false);
        }
        String user = String.valueOf(property.of("user.name")).replaceAll("[^A-Za-z0-9._-]", "_");
        found.addBelow(property.of("java.io.tmpdir"), Path.of("talkinghead-" + user, "natives"), true);
        return List.copyOf(found.places);
    }

    /** Without a home, Java calls it {@code ?}, and a relative cache would be another in every folder. */
    private void addBelow(@Nullable String base, Path below, boolean exposed) {
        path(base).filter(Path::isAbsolute).ifPresent(folder -> add(folder.resolve(below), exposed));
    }

    private void add(Path folder, boolean exposed) {
        NativePlace place = new NativePlace(folder.normalize(), exposed);
        if (places.stream().noneMatch(known -> known.folder().equals(place.folder()))) {
            places.add(place);
        }
    }

    private static Optional<Path> path(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Asks the process for a setting. */
    @FunctionalInterface
    public interface Lookup {
        /** Returns the value, or null. */
        @Nullable
        String of(String name);
    }
}
