package io.talkinghead.graph.rewrite;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.talkinghead.graph.onnx.NodeBuilder;
import io.talkinghead.model.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * A 3 x 3 convolution whose result is averaged over 2 x 2 windows is one 4 x 4 convolution of stride 2: 16 products a result
 * instead of 36. A 1 x 1 convolution is done after the averaging, on a quarter of the values.
 *
 * <p>Proof, along one side (the other side alike, as the kernel is a sum over both). With x zero outside:
 *
 * <pre>
 * conv[j] = b + sum over k in 0..2 of w[k] x[j + k - 1]
 * pool[i] = (conv[2i] + conv[2i + 1]) / 2
 *         = b + sum over d in 0..1, k in 0..2 of (w[k] / 2) x[2i + d + k - 1]
 *         = b + sum over m in 0..3 of v[m] x[2i + m - 1],   v[m] = (w[m] + w[m - 1]) / 2, w zero outside 0..2
 * </pre>
 *
 * which is a convolution of stride 2 with one zero of padding on each side. Averaging is linear, so it goes through sums, and
 * it mixes places where a 1 x 1 convolution mixes channels, so the two commute; a bias is its own average.
 */
final class PooledConvolution implements Rewrite {
    @Override
    public void apply(Draft draft) {
        for (NodeProto pool : draft.nodes("AveragePool")) {
            if (Nodes.isHalving(pool)) {
                draft.redirect(pool.getOutput(0), pooled(draft, pool, pool.getInput(0)));
            }
        }
    }

    private static String pooled(Draft draft, NodeProto pool, String value) {
        NodeProto maker = draft.maker(value);
        if (maker != null && draft.hasOneUse(value)) {
            if (maker.getOpType().equals("Add")) {
                String left = pooled(draft, pool, maker.getInput(0));
                return draft.add(NodeBuilder.of("Add", left, pooled(draft, pool, maker.getInput(1))));
            }
            if (Nodes.isConvolution(draft, maker, 3)) {
                String weight = draft.addWeight(maker.getInput(1), spread(draft.weight(maker.getInput(1))));
                return draft.add(NodeBuilder.convolution(
                        4, 2, new long[] {1, 1, 1, 1}, maker.getInput(0), weight, maker.getInput(2)));
            }
            if (Nodes.isConvolution(draft, maker, 1)) {
                String small = draft.add(NodeBuilder.like(pool, maker.getInput(0)));
                return draft.add(NodeBuilder.like(maker, small, maker.getInput(1), maker.getInput(2)));
            }
        }
        return draft.add(NodeBuilder.like(pool, value));
    }

    /** Sums the kernel, shifted to the four places of a window. */
    private static Tensor spread(Tensor weight) {
        List<Integer> shape = weight.shape();
        int filters = shape.get(0) * shape.get(1);
        float[] from = weight.toFloats();
        float[] to = new float[16 * filters];
        double[] sums = new double[16];
        for (int filter = 0; filter < filters; filter++) {
            Arrays.fill(sums, 0);
            for (int tap = 0; tap < 9; tap++) {
                double value = from[9 * filter + tap];
                int corner = 4 * (tap / 3) + tap % 3;
                sums[corner] += value;
                sums[corner + 1] += value;
                sums[corner + 4] += value;
                sums[corner + 5] += value;
            }
            for (int i = 0; i < 16; i++) {
                to[16 * filter + i] = (float) (sums[i] / 4);
            }
        }
        return Tensor.of(List.of(shape.get(0), shape.get(1), 4, 4), to);
    }
}
