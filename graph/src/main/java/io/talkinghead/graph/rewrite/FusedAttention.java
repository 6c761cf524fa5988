package io.talkinghead.graph.rewrite;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.talkinghead.graph.onnx.NodeBuilder;

/**
 * The two products and the softmax of self-attention as ONNX Runtime's own operator, which goes through the places in tiles that
 * stay in the cache instead of writing out all weights: at 64 x 64 places those are 64 MB.
 *
 * <p>Proof: the operator is {@code softmax(q k^T * scale) v} by definition; with one head and a scale of 1 it is what stands here. It
 * takes keys as places x channels, so they are transposed first.
 */
final class FusedAttention implements Rewrite {
    @Override
    public void apply(Draft draft) {
        for (NodeProto softmax : draft.nodes("Softmax")) {
            NodeProto scores = draft.maker(softmax.getInput(0), "MatMul");
            if (scores == null || draft.users(softmax.getOutput(0)).size() != 1) {
                continue;
            }
            NodeProto mixed = draft.users(softmax.getOutput(0)).get(0);
            if (mixed.getOpType().equals("MatMul") && mixed.getInput(0).equals(softmax.getOutput(0))) {
                String key = draft.add(
                        NodeBuilder.of("Transpose", scores.getInput(1)).with("perm", 0, 2, 1));
                NodeBuilder attention = NodeBuilder.of("MultiHeadAttention", scores.getInput(0), key, mixed.getInput(1))
                        .inDomain(Draft.RUNTIME_DOMAIN)
                        .withInteger("num_heads", 1)
                        .withNumber("scale", 1);
                draft.redirect(mixed.getOutput(0), draft.add(attention));
            }
        }
    }
}
