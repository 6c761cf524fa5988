package io.talkinghead.graph.network;

import java.util.Map;
import org.apiguardian.api.API;

/**
 * The shapes of what goes in and out of one run of a network.
 *
 * @param inputs by name
 * @param outputs by name, those that are wanted
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record NetworkShapes(Map<String, long[]> inputs, Map<String, long[]> outputs) {
    /** Returns how many values a shape has. */
    public static int elements(long... shape) {
        long count = 1;
        for (long side : shape) {
            count = Math.multiplyExact(count, side);
        }
        return Math.toIntExact(count);
    }
}
