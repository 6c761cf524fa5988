package io.talkinghead.graph.rewrite;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.talkinghead.graph.onnx.NodeBuilder;
import io.talkinghead.model.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of joined maps as the sum of two: of those that fill the engine's blocks of 16 channels, and of the rest. ONNX
 * Runtime has no blocked kernel for 25 channels and takes twice as long without; 16 have one, and so have fewer than 16.
 *
 * <p>Proof: a convolution sums over its input channels, {@code y = b + sum over c of w[c] * x[c]}. The sum may be taken over some
 * of them first.
 */
final class SplitConvolution implements Rewrite {
    private static final int BLOCK = 16;
    private static final int KERNEL = 3;

    @Override
    public void apply(Draft draft) {
        for (NodeProto conv : draft.nodes("Conv")) {
            if (Nodes.isConvolution(draft, conv, KERNEL)
                    && draft.maker(conv.getInput(0), "Concat") != null
                    && !isBlocked(draft.weight(conv.getInput(1)).shape().get(1))) {
                split(draft, conv);
            }
        }
    }

    private static boolean isBlocked(int channels) {
        return channels % BLOCK == 0 || channels < BLOCK;
    }

    private static void split(Draft draft, NodeProto conv) {
        List<Part> parts = parts(draft, conv);
        List<Part> full =
                parts.stream().filter(part -> part.channels() % BLOCK == 0).toList();
        List<Part> rest = parts.stream().filter(part -> !full.contains(part)).toList();
        if (full.isEmpty() || !isBlocked(rest.stream().mapToInt(Part::channels).sum())) {
            return;
        }
        String some = convolved(draft, conv, full, true);
        draft.redirect(conv.getOutput(0), draft.add(NodeBuilder.of("Add", some, convolved(draft, conv, rest, false))));
    }

    /** Returns what the convolution takes, in its order; nothing where the channels cannot be told. */
    private static List<Part> parts(Draft draft, NodeProto conv) {
        List<String> names = new ArrayList<>();
        flatten(draft, conv.getInput(0), names);
        int total = draft.weight(conv.getInput(1)).shape().get(1);
        int known = 0;
        int unknown = 0;
        List<Integer> channels = new ArrayList<>();
        for (String name : names) {
            int count = channels(draft, name);
            channels.add(count);
            known += count;
            unknown += count == 0 ? 1 : 0;
        }
        if (unknown > 1) {
            return List.of();
        }
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < names.size(); i++) {
            int count = channels.get(i) == 0 ? total - known : channels.get(i);
            parts.add(new Part(names.get(i), from, count));
            from += count;
        }
        return parts;
    }

    private static void flatten(Draft draft, String map, List<String> parts) {
        NodeProto joined = draft.maker(map, "Concat");
        if (joined == null || Nodes.integer(joined, "axis", 0) != 1) {
            parts.add(map);
            return;
        }
        joined.getInputList().forEach(each -> flatten(draft, each, parts));
    }

    /** Returns how many channels a map has; 0 when that cannot be told from what makes it. */
    private static int channels(Draft draft, String map) {
        ValueInfoProto input = draft.input(map);
        if (input != null) {
            return Math.toIntExact(
                    input.getType().getTensorType().getShape().getDim(1).getDimValue());
        }
        @Nullable NodeProto node = draft.maker(map);
        if (node == null) {
            return 0;
        }
        return switch (node.getOpType()) {
            case "Conv" -> draft.weight(node.getInput(1)).shape().get(0);
            case "Relu", "InstanceNormalization" -> channels(draft, node.getInput(0));
            case "Add", "Mul" -> Math.max(channels(draft, node.getInput(0)), channels(draft, node.getInput(1)));
            default -> 0;
        };
    }

    private static String convolved(Draft draft, NodeProto conv, List<Part> parts, boolean biased) {
        String weight = draft.addWeight(conv.getInput(1), taken(draft.weight(conv.getInput(1)), parts));
        String x = parts.get(0).name();
        if (parts.size() > 1) {
            x = draft.add(
                    NodeBuilder.of("Concat", parts.stream().map(Part::name).toArray(String[]::new))
                            .withInteger("axis", 1));
        }
        return draft.add(
                biased ? NodeBuilder.like(conv, x, weight, conv.getInput(2)) : NodeBuilder.like(conv, x, weight));
    }

    /** Returns the weights of some of the inputs. */
    private static Tensor taken(Tensor weight, List<Part> parts) {
        int outputs = weight.shape().get(0);
        int inputs = weight.shape().get(1);
        int window = KERNEL * KERNEL;
        int count = parts.stream().mapToInt(Part::channels).sum();
        float[] from = weight.toFloats();
        float[] to = new float[outputs * count * window];
        int at = 0;
        for (int output = 0; output < outputs; output++) {
            for (Part part : parts) {
                int length = part.channels() * window;
                System.arraycopy(from, (output * inputs + part.from()) * window, to, at, length);
                at += length;
            }
        }
        return Tensor.of(List.of(outputs, count, KERNEL, KERNEL), to);
    }

    /**
     * One of the joined maps.
     *
     * @param name its value
     * @param from its first channel among all
     * @param channels how many
     */
    private record Part(String name, int from, int channels) {}
}
