package io.talkinghead.lab.evaluation;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * How a person follows the driver over one clip; empty where the driver does not vary enough.
 *
 * @param eyes correlation of the eyes' openings
 * @param mouth correlation of the mouths' openings
 * @param jitter see {@link Jitter}; empty where no frames that follow each other were shown
 */
record ClipScore(OptionalDouble eyes, OptionalDouble mouth, OptionalDouble jitter) {
    /** Takes the values by their names. */
    static ClipScore of(Function<String, OptionalDouble> values) {
        return new ClipScore(values.apply("eyes"), values.apply("mouth"), values.apply("jitter"));
    }

    /** Returns the values by their names in files. */
    Map<String, OptionalDouble> values() {
        return ImmutableMap.of("eyes", eyes, "mouth", mouth, "jitter", jitter);
    }
}
