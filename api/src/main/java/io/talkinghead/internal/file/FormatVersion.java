package io.talkinghead.internal.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The version of a file's format, which is looked at before anything else: what a newer library wrote is refused, not misread. */
public final class FormatVersion {
    /** The field that holds it. */
    public static final String FIELD = "formatVersion";

    private FormatVersion() {}

    /**
     * Tells what is wrong with the version of a file that has one, in words; nothing if it is the one that is read.
     *
     * @param root the file's outermost object
     * @param known the version that is read
     */
    public static Optional<String> problem(JsonNode root, int known) {
        JsonNode found = root.path(FIELD);
        if (found.isMissingNode()) {
            return Optional.of("it has no " + FIELD + "; this library reads version " + known);
        }
        // Also numbers beyond those of an int, and fractions, which a conversion would cut to one that is known.
        if (!found.isInt()) {
            return Optional.of("its format version is " + found + "; this library reads version " + known);
        }
        return problem(found.intValue(), known);
    }

    /** Tells what is wrong with a version, in words; nothing if it is the one that is read. */
    public static Optional<String> problem(long found, int known) {
        if (found == known) {
            return Optional.empty();
        }
        return Optional.of("its format version is " + found + "; this library reads version " + known
                + (found > known ? "; a newer library wrote it: use that one" : ""));
    }
}
