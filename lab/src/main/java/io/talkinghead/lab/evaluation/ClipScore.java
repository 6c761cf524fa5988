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
 */
record ClipScore(OptionalDouble eyes, OptionalDouble mouth) {
    /** Takes the values by their names. */
    static ClipScore of(Function<String, OptionalDouble> values) {
        return new ClipScore(values.apply("eyes"), values.apply("mouth"));
    }

    /** Returns the values by their names in files. */
    Map<String, OptionalDouble> values() {
        return ImmutableMap.of("eyes", eyes, "mouth", mouth);
    }
}
