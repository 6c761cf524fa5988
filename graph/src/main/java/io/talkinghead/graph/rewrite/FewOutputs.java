package io.talkinghead.graph.rewrite;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.talkinghead.graph.onnx.NodeBuilder;
import io.talkinghead.model.Tensor;
import java.util.List;

/**
 * A 3 x 3 convolution to four channels or less, like the one that makes the picture, computes the four places of a 2 x 2 square as
 * channels of one 4 x 4 convolution of stride 2. That is 16 products where 9 would do; but ONNX Runtime computes 16 channels at
 * once and throws away those that are not there, and of them are now all or 12 used instead of 4 or 3.
 *
 * <p>Proof, along one side (the other side alike), for the place 2i + a, a in 0..1:
 *
 * <pre>
 * y[2i + a] = b + sum over k in 0..2 of w[k] x[2i + a + k - 1]
 *           = b + sum over m in 0..3 of v[m] x[2i + m - 1],   v[m] = w[m - a], w zero outside 0..2
 * </pre>
 */
final class FewOutputs implements Rewrite {
    private static final int MAX_OUTPUTS = 4;

    @Override
    public void apply(Draft draft) {
        for (NodeProto conv : draft.nodes("Conv")) {
            if (Nodes.isConvolution(draft, conv, 3)
                    && draft.weight(conv.getInput(1)).shape().get(0) <= MAX_OUTPUTS
                    && Sides.of(draft, conv.getInput(0)) % 2 == 0) {
                draft.redirect(conv.getOutput(0), spread(draft, conv));
            }
        }
    }

    private static String spread(Draft draft, NodeProto conv) {
        Tensor weight = draft.weight(conv.getInput(1));
        int outputs = weight.shape().get(0);
        float[] bias = draft.weight(conv.getInput(2)).toFloats();
        float[] biases = new float[4 * outputs];
        for (int i = 0; i < biases.length; i++) {
            biases[i] = bias[i % outputs];
        }
        String phases = draft.add(NodeBuilder.convolution(
                4,
                2,
                new long[] {1, 1, 1, 1},
                conv.getInput(0),
                draft.addWeight(conv.getInput(1), shifted(weight)),
                draft.addWeight(conv.getInput(2), Tensor.of(List.of(4 * outputs), biases))));
        return Weave.of(draft, phases, outputs);
    }

    /** Returns the kernel at its four places within 4 x 4. */
    private static Tensor shifted(Tensor weight) {
        int outputs = weight.shape().get(0);
        int inputs = weight.shape().get(1);
        int filters = outputs * inputs;
        float[] from = weight.toFloats();
        float[] to = new float[4 * filters * 16];
        for (int phase = 0; phase < 4; phase++) {
            for (int filter = 0; filter < filters; filter++) {
                int corner = 16 * (phase * filters + filter) + 4 * (phase / 2) + phase % 2;
                for (int k = 0; k < 9; k++) {
                    to[corner + 4 * (k / 3) + k % 3] = from[9 * filter + k];
                }
            }
        }
        return Tensor.of(List.of(4 * outputs, inputs, 4, 4), to);
    }
}
