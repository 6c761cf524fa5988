package io.talkinghead.graph.rewrite;

import io.talkinghead.graph.onnx.NodeBuilder;
import io.talkinghead.model.Tensor;
import java.util.List;

/**
 * Puts four maps, lying behind each other as channels - top left, top right, bottom left, bottom right, each with all channels
 * of the result - together to one of twice the height and width. One picture at a time.
 *
 * <p>DepthToSpace says just that, but ONNX Runtime 1.29 moves one value at a time there, on one thread: 1.8 ns each on the machine
 * of docs/performance.md. With few channels the following is four to five times faster: bring the channels innermost, which costs
 * little, as the engine keeps them in blocks; move whole groups of channels; bring them outermost again by a product with the unit
 * matrix. The engine's Transpose for that last step takes 1 ns a value and more, its matrix product a 60th of a nanosecond a
 * value and channel.
 */
final class Weave {
    /** With more channels the product with the unit matrix takes as long as DepthToSpace. */
    private static final int MAX_CHANNELS = 64;

    private Weave() {}

    /** Returns the woven map of {@code channels} channels. */
    static String of(Draft draft, String phases, int channels) {
        if (channels > MAX_CHANNELS) {
            return draft.add(NodeBuilder.of("DepthToSpace", phases)
                    .withInteger("blocksize", 2)
                    .withText("mode", "DCR"));
        }
        int side = Sides.of(draft, phases);
        String innermost = draft.add(NodeBuilder.of("Transpose", phases).with("perm", 0, 2, 3, 1));
        // Without the side of the batch, or the engine makes one slow transposition of this one and the next.
        String rows = draft.add(NodeBuilder.of("Reshape", innermost, draft.addLongs(side, side, 2, 2L * channels)));
        String woven = draft.add(NodeBuilder.of("Transpose", rows).with("perm", 0, 2, 1, 3));
        String places = draft.add(NodeBuilder.of("Reshape", woven, draft.addLongs(-1, channels)));
        String outermost = outermost(draft, places, channels);
        return draft.add(NodeBuilder.of("Reshape", outermost, draft.addLongs(1, channels, 2L * side, 2L * side)));
    }

    /** Returns rows of {@code channels} values as columns: a product with the unit matrix. */
    static String outermost(Draft draft, String rows, int channels) {
        return draft.add(NodeBuilder.of("Gemm", unit(draft, channels), rows).withInteger("transB", 1));
    }

    private static String unit(Draft draft, int side) {
        float[] values = new float[side * side];
        for (int i = 0; i < side; i++) {
            values[i * side + i] = 1;
        }
        return draft.addWeight("unit", Tensor.of(List.of(side, side), values));
    }
}
