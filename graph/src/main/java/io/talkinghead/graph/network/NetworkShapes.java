package io.talkinghead.graph.network;

import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The shapes of what goes in and out of one run of a network.
 *
 * @param inputs by name
 * @param outputs by name, those that are wanted
 * @param held the names of inputs that are not given for each run, but with {@link NetworkSession#hold}
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record NetworkShapes(Map<String, long[]> inputs, Map<String, long[]> outputs, Set<String> held) {
    /** Takes the shapes of a network all of whose inputs are given for each run. */
    public NetworkShapes(Map<String, long[]> inputs, Map<String, long[]> outputs) {
        this(inputs, outputs, Set.of());
    }

    /** Returns how many values a shape has. */
    public static int elements(long... shape) {
        long count = 1;
        for (long side : shape) {
            count = Math.multiplyExact(count, side);
        }
        return Math.toIntExact(count);
    }
}
