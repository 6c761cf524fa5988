package io.talkinghead.internal.engine;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import io.talkinghead.engine.Capability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The backends of this release, for what is not on the class path and cannot speak for itself. They stand in the resource
 * {@code artifacts.txt}, the one to take first before the others.
 */
public final class KnownArtifacts {
    private static final String RESOURCE = "artifacts.txt";

    private KnownArtifacts() {}

    /** Returns the first that offers all of some capabilities. */
    public static Optional<Known> offering(Set<Capability> needed) {
        return all().stream()
                .filter(known -> known.capabilities().containsAll(needed))
                .findFirst();
    }

    /** Returns the one of a backend's id. */
    public static Optional<Known> of(String id) {
        return all().stream().filter(known -> known.id().equals(id)).findFirst();
    }

    private static List<Known> all() {
        try {
            URL resource = requireNonNull(KnownArtifacts.class.getResource(RESOURCE), RESOURCE);
            return Resources.readLines(resource, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(KnownArtifacts::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Known parse(String line) {
        List<String> words = Splitter.on(' ').omitEmptyStrings().splitToList(line);
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        words.subList(2, words.size()).forEach(word -> capabilities.add(Capability.valueOf(word)));
        return new Known(words.get(0), words.get(1), capabilities);
    }

    /**
     * One backend of this release.
     *
     * @param id the backend's
     * @param artifact what to add, as group and name
     * @param capabilities what it offers
     */
    public record Known(String id, String artifact, Set<Capability> capabilities) {}
}
