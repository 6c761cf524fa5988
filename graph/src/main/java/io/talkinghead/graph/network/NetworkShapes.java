package io.talkinghead.graph.network;

import java.util.Map;

/**
 * The shapes of what goes in and out of one run of a network.
 *
 * @param inputs by name
 * @param outputs by name, those that are wanted
 */
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
