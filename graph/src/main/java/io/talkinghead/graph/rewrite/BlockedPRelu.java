package io.talkinghead.graph.rewrite;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.talkinghead.graph.onnx.NodeBuilder;
import io.talkinghead.model.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PReLU as two convolutions, each of one channel with itself. ONNX Runtime has no PReLU in its blocked layout: it leaves the
 * layout for it, computes one value at a time and returns. Convolutions, ReLU and sums it has.
 *
 * <p>Proof, for the slope a of a channel: {@code prelu(x) = a x + (1 - a) max(x, 0)}, which is x above zero and a x below.
 */
final class BlockedPRelu implements Rewrite {
    private static final int BLOCK = 16;

    @Override
    public void apply(Draft draft) {
        for (NodeProto prelu : draft.nodes("PRelu")) {
            float @Nullable [] slopes = draft.floats(prelu.getInput(1));
            if (slopes != null && slopes.length % BLOCK == 0) {
                draft.redirect(prelu.getOutput(0), sum(draft, prelu.getInput(0), slopes));
            }
        }
    }

    private static String sum(Draft draft, String x, float[] slopes) {
        float[] rest = new float[slopes.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = 1 - slopes[i];
        }
        String positive = draft.add(NodeBuilder.of("Relu", x));
        return draft.add(NodeBuilder.of("Add", scaled(draft, x, slopes), scaled(draft, positive, rest)));
    }

    private static String scaled(Draft draft, String x, float[] factors) {
        int channels = factors.length;
        String weight = draft.addWeight("slope", Tensor.of(List.of(channels, 1, 1, 1), factors));
        return draft.add(NodeBuilder.convolution(1, 1, new long[] {0, 0, 0, 0}, x, weight)
                .withInteger("group", channels));
    }
}
