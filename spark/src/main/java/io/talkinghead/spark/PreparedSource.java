package io.talkinghead.spark;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a source.
 *
 * @param key the source's
 * @param reason why it gave no clip, or null
 * @param problems what had to be left out
 */
record PreparedSource(String key, @Nullable String reason, List<String> problems) implements Serializable {
    PreparedSource {
        problems = List.copyOf(problems);
    }

    Optional<String> rejection() {
        return Optional.ofNullable(reason);
    }
}
