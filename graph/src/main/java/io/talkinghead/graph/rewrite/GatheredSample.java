package io.talkinghead.graph.rewrite;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.talkinghead.graph.onnx.NodeBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Samples of a map at a grid as rows of a table, gathered and weighted. ONNX Runtime 1.29 computes places, corners and weights anew
 * for each channel, one value at a time: 18 ns a value on the machine of docs/performance.md. Here they are computed once for all
 * channels, and what is moved and multiplied are whole rows of channels.
 *
 * <p>Proof: a sample between pixels is the sum of its four corners, each times a weight that no channel changes:
 *
 * <pre>
 * y[c, p] = sum over k in 0..3 of weight[k, p] * x[c, corner[p] + offset[k]],   offset = 0, 1, W, W + 1
 * </pre>
 *
 * See {@link SampledPlaces} for both. With x lying as a table of one row for each pixel, {@code corner + offset} numbers its rows.
 */
final class GatheredSample implements Rewrite {
    /** Of fewer values the many small steps cost what the sampling does. */
    private static final int MIN_VALUES = 1 << 15;
    /** With so few channels the four corners lie in one row: a row that is moved costs 6 ns, however short. */
    private static final int FEW = 4;

    private static final int CORNERS = 4;

    @Override
    public void apply(Draft draft) {
        for (NodeProto sample : draft.nodes("GridSample")) {
            NodeProto transposed = draft.maker(sample.getInput(1), "Transpose");
            if (transposed != null && isLinear(sample, transposed)) {
                String sampled = sampled(draft, sample.getInput(0), transposed.getInput(0));
                if (sampled != null) {
                    draft.redirect(sample.getOutput(0), sampled);
                }
            }
        }
    }

    private static boolean isLinear(NodeProto sample, NodeProto transposed) {
        return Nodes.text(sample, "mode").equals("bilinear")
                && Nodes.text(sample, "padding_mode").equals("border")
                && Nodes.integer(sample, "align_corners", 0) == 0
                && Nodes.integers(transposed, "perm").equals(List.of(0L, 2L, 3L, 1L));
    }

    private static @Nullable String sampled(Draft draft, String x, String map) {
        int channels = Channels.of(draft, x);
        int side = Sides.of(draft, x);
        int to = Sides.of(draft, map);
        if (side < 2 || (long) channels * to * to < MIN_VALUES) {
            return null;
        }
        SampledPlaces places = SampledPlaces.of(draft, map, side, to);
        String flat = draft.add(NodeBuilder.of("Reshape", x, draft.addLongs(channels, (long) side * side)));
        String y = channels <= FEW
                ? fromWideRows(draft, flat, channels, side, places)
                : fromRows(draft, flat, channels, side, places);
        return draft.add(NodeBuilder.of("Reshape", y, draft.addLongs(1, channels, to, to)));
    }

    /** A row for each pixel, gathered once for each corner. */
    private static String fromRows(Draft draft, String flat, int channels, int side, SampledPlaces places) {
        String table = transposed(draft, flat);
        List<String> parts = new ArrayList<>();
        for (int corner = 0; corner < CORNERS; corner++) {
            String rows = draft.add(NodeBuilder.of("Gather", table, places.row(draft, offset(corner, side))));
            parts.add(draft.add(NodeBuilder.of("Mul", rows, places.weightOfRows(draft, corner))));
        }
        return Weave.outermost(draft, sum(draft, parts), channels);
    }

    /** A row for each pixel with its three neighbours behind it, gathered once and weighted channel by channel. */
    private static String fromWideRows(Draft draft, String flat, int channels, int side, SampledPlaces places) {
        // The last corner that has neighbours on both sides is the last row but one's last pixel but one.
        long count = (long) side * side - side - 1;
        String[] shifted = new String[CORNERS];
        for (int corner = 0; corner < CORNERS; corner++) {
            long from = offset(corner, side);
            shifted[corner] = draft.add(NodeBuilder.of(
                    "Slice", flat, draft.addLongs(from), draft.addLongs(from + count), draft.addLongs(1)));
        }
        String wide = draft.add(NodeBuilder.of("Concat", shifted).withInteger("axis", 0));
        String rows = draft.add(NodeBuilder.of("Gather", transposed(draft, wide), places.row(draft, 0)));
        String planes = Weave.outermost(draft, rows, CORNERS * channels);
        planes = draft.add(NodeBuilder.of("Reshape", planes, draft.addLongs(CORNERS, channels, -1)));
        String weighted = draft.add(NodeBuilder.of("Mul", planes, places.weightOfPlanes(draft)));
        return sum(draft, draft.add(NodeBuilder.of("Split", weighted, draft.addLongs(1, 1, 1, 1)), CORNERS));
    }

    private static int offset(int corner, int side) {
        return corner / 2 * side + corner % 2;
    }

    private static String transposed(Draft draft, String matrix) {
        return draft.add(NodeBuilder.of("Transpose", matrix).with("perm", 1, 0));
    }

    private static String sum(Draft draft, List<String> parts) {
        String sum = parts.get(0);
        for (String part : parts.subList(1, parts.size())) {
            sum = draft.add(NodeBuilder.of("Add", sum, part));
        }
        return sum;
    }
}
