package io.talkinghead.graph.rewrite;

import static java.util.Objects.requireNonNull;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.talkinghead.graph.onnx.NodeBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Self-attention over a nearest x2 upsampled map is that over the small map, upsampled: a sixteenth of the products.
 *
 * <p>Proof: let place p of the large map hold the value of place c(p) of the small one; every small place has four such p. Query,
 * key and value are 1 x 1 convolutions, so they repeat alike: q[p] = Q[c(p)] and so on. Then
 *
 * <pre>
 * out[p] = sum over r of exp(q[p].k[r]) v[r]  /  sum over r of exp(q[p].k[r])
 *        = 4 sum over s of exp(Q[c(p)].K[s]) V[s]  /  4 sum over s of exp(Q[c(p)].K[s])  =  OUT[c(p)]
 * </pre>
 *
 * s running over the small map's places. The residual sum that follows repeats as well.
 */
final class LoweredAttention implements Rewrite {
    @Override
    public void apply(Draft draft) {
        for (NodeProto up : draft.nodes("Resize")) {
            if (!Nodes.isDoubling(up)) {
                continue;
            }
            for (NodeProto sum : draft.users(up.getOutput(0))) {
                if (sum.getOpType().equals("Add")) {
                    lower(draft, up, sum);
                }
            }
        }
    }

    private static void lower(Draft draft, NodeProto up, NodeProto sum) {
        List<NodeProto> body = body(draft, up.getOutput(0), sum);
        if (body == null) {
            return;
        }
        Map<String, String> low = new HashMap<>();
        low.put(up.getOutput(0), up.getInput(0));
        for (NodeProto node : body) {
            String[] inputs = node.getInputList().stream()
                    .map(input -> low.getOrDefault(input, input))
                    .toArray(String[]::new);
            if (node.getOpType().equals("Reshape")) {
                inputs[1] = draft.addLongs(quartered(requireNonNull(draft.longs(node.getInput(1)))));
            }
            low.put(node.getOutput(0), draft.add(NodeBuilder.like(node, inputs)));
        }
        String high = draft.add(
                NodeBuilder.like(up, requireNonNull(low.get(sum.getOutput(0))), up.getInput(1), up.getInput(2)));
        draft.redirect(sum.getOutput(0), high);
    }

    /** (0, c, places) and (0, c, height, width): the sides over space shrink. */
    private static long[] quartered(long[] shape) {
        long[] small = shape.clone();
        if (shape.length == 3) {
            small[2] /= 4;
        } else {
            small[2] /= 2;
            small[3] /= 2;
        }
        return small;
    }

    /** Returns the nodes from the map to the residual sum, each behind those it needs; null when they are no attention. */
    private static @Nullable List<NodeProto> body(Draft draft, String map, NodeProto sum) {
        List<NodeProto> body = new ArrayList<>();
        Set<String> seen = new HashSet<>(Set.of(map));
        return collect(draft, sum, seen, body)
                        && body.stream()
                                        .filter(node -> node.getOpType().equals("Softmax"))
                                        .count()
                                == 1
                ? body
                : null;
    }

    private static boolean collect(Draft draft, NodeProto node, Set<String> seen, List<NodeProto> body) {
        if (!seen.add(node.getOutput(0))) {
            return true;
        }
        boolean known = switch (node.getOpType()) {
            case "Conv" -> Nodes.isConvolution(draft, node, 1);
            case "Reshape" -> draft.longs(node.getInput(1)) != null;
            case "Add", "Mul", "MatMul", "Softmax", "Transpose" -> true;
            default -> false;
        };
        if (!known) {
            return false;
        }
        for (String input : node.getInputList()) {
            NodeProto maker = draft.maker(input);
            if (maker != null && !seen.contains(input) && !collect(draft, maker, seen, body)) {
                return false;
            }
        }
        body.add(node);
        return true;
    }
}
