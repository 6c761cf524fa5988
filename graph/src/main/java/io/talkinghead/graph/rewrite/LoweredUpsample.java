package io.talkinghead.graph.rewrite;

import static java.util.Objects.requireNonNull;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.talkinghead.graph.onnx.NodeBuilder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * What follows a nearest x2 upsampling and commutes with it is done before it, on a quarter of the values: normalisation,
 * activations, 1 x 1 convolutions.
 *
 * <p>Proof: upsampling repeats every value four times. An activation and a 1 x 1 convolution treat each place by itself, so equal
 * places stay equal. Mean and variance over a channel are those of the values each taken four times: the sums and the count both
 * grow fourfold. So an instance normalisation subtracts and divides by the same numbers.
 */
final class LoweredUpsample implements Rewrite {
    private static final Set<String> ACTIVATIONS = Set.of("Relu", "Tanh", "Sigmoid");

    @Override
    public void apply(Draft draft) {
        Deque<NodeProto> waiting = new ArrayDeque<>(draft.nodes("Resize"));
        while (!waiting.isEmpty()) {
            NodeProto up = waiting.remove();
            if (!Nodes.isDoubling(up)) {
                continue;
            }
            for (NodeProto user : draft.users(up.getOutput(0))) {
                if (commutes(draft, user)) {
                    waiting.add(swapped(draft, up, user));
                }
            }
        }
    }

    private static boolean commutes(Draft draft, NodeProto user) {
        return ACTIVATIONS.contains(user.getOpType())
                || user.getOpType().equals("InstanceNormalization")
                || Nodes.isConvolution(draft, user, 1);
    }

    private static NodeProto swapped(Draft draft, NodeProto up, NodeProto user) {
        String[] inputs = user.getInputList().toArray(new String[0]);
        inputs[0] = up.getInput(0);
        String low = draft.add(NodeBuilder.like(user, inputs));
        String high = draft.add(NodeBuilder.like(up, low, up.getInput(1), up.getInput(2)));
        draft.redirect(user.getOutput(0), high);
        return requireNonNull(draft.maker(high));
    }
}
