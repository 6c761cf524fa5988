package io.talkinghead.graph.rewrite;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.talkinghead.graph.onnx.NodeBuilder;
import io.talkinghead.graph.onnx.OnnxTensors;
import java.util.List;

/**
 * Where samples of a W x W map lie: the pixel above and to the left of each, and how much each of the four pixels around counts.
 *
 * <p>Along one side: a grid's -1 and 1 are the map's edges, so {@code g} lies at {@code a = g W / 2 + (W - 1) / 2} from the centre of
 * the first pixel. Beyond the centres of the first and last pixel the nearest pixel counts, so a is clamped to 0..W - 1. Its corner
 * is {@code min(floor(a), W - 2)}, so that a pixel behind it is always there; that one weighs {@code a - corner}, the corner itself the
 * rest. The weight of a pixel is the product of both sides' weights.
 *
 * @param corners the number of each sample's corner: [P], 32-bit integers
 * @param weights of corner, right, below and both: [2, 2, P]
 * @param count how many samples there are, P
 */
record SampledPlaces(String corners, String weights, long count) {
    /**
     * Adds what computes them.
     *
     * @param map [1, 2, to, to], x before y, as grids say it
     * @param side W
     */
    static SampledPlaces of(Draft draft, String map, int side, int to) {
        long count = (long) to * to;
        String at = reshaped(draft, map, 2, count);
        at = add(draft, "Mul", at, number(draft, side / 2f));
        at = add(draft, "Add", at, number(draft, (side - 1) / 2f));
        at = draft.add(NodeBuilder.of("Clip", at, number(draft, 0), number(draft, side - 1)));
        String corner = add(draft, "Min", add(draft, "Floor", at), number(draft, side - 2));
        String far = add(draft, "Sub", at, corner);
        String near = add(draft, "Sub", number(draft, 1), far);
        return new SampledPlaces(numbers(draft, corner, side), weights(draft, near, far, count), count);
    }

    private static String numbers(Draft draft, String corner, int side) {
        List<String> sides = draft.add(NodeBuilder.of("Split", corner, draft.addLongs(1, 1)), 2);
        String above = add(draft, "Mul", sides.get(1), number(draft, side));
        String numbers = reshaped(draft, add(draft, "Add", above, sides.get(0)), -1);
        return draft.add(NodeBuilder.of("Cast", numbers).withInteger("to", TensorProto.DataType.INT32.getNumber()));
    }

    private static String weights(Draft draft, String near, String far, long count) {
        String both = draft.add(NodeBuilder.of("Concat", near, far).withInteger("axis", 0));
        NodeBuilder split = NodeBuilder.of("Split", reshaped(draft, both, 2, 2, count), draft.addLongs(1, 1));
        List<String> sides = draft.add(split.withInteger("axis", 1), 2);
        return add(draft, "Mul", sides.get(1), reshaped(draft, sides.get(0), 1, 2, count));
    }

    /** Returns the numbers of the pixels that lie {@code offset} behind the corners. */
    String row(Draft draft, int offset) {
        return offset == 0 ? corners : add(draft, "Add", corners, draft.add(OnnxTensors.integers(offset)));
    }

    /** Returns the weights of a corner, 0 to 3, for rows of channels: [P, 1]. */
    String weightOfRows(Draft draft, int corner) {
        String all = reshaped(draft, weights, 4, count);
        String one = draft.add(
                NodeBuilder.of("Slice", all, draft.addLongs(corner), draft.addLongs(corner + 1L), draft.addLongs(0)));
        return reshaped(draft, one, count, 1);
    }

    /** Returns the weights of all corners for planes of samples: [4, 1, P]. */
    String weightOfPlanes(Draft draft) {
        return reshaped(draft, weights, 4, 1, count);
    }

    private static String add(Draft draft, String operator, String... inputs) {
        return draft.add(NodeBuilder.of(operator, inputs));
    }

    private static String number(Draft draft, float value) {
        return draft.add(OnnxTensors.number(value));
    }

    private static String reshaped(Draft draft, String value, long... shape) {
        return add(draft, "Reshape", value, draft.addLongs(shape));
    }
}
