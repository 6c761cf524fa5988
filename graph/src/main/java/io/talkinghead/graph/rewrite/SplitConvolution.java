package io.talkinghead.graph.rewrite;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.talkinghead.graph.onnx.NodeBuilder;
import io.talkinghead.model.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A convolution of joined maps as the sum of two: of those that fill the engine's blocks of 16 channels, and of the rest. ONNX
 * Runtime has no blocked kernel for 17, 23 or 25 channels and takes twice as long without; 16 have one, and so have fewer than 16.
 *
 * <p>Proof: a convolution sums over its input channels, {@code y = b + sum over c of w[c] * x[c]}. The sum may be taken over some
 * of them first.
 */
final class SplitConvolution implements Rewrite {
    private static final int BLOCK = 16;

    @Override
    public void apply(Draft draft) {
        for (NodeProto conv : draft.nodes("Conv")) {
            if ((Nodes.isConvolution(draft, conv, 3) || Nodes.isConvolution(draft, conv, 1))
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
            int count = Channels.of(draft, name);
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
        int kernel = weight.shape().get(2);
        int window = kernel * kernel;
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
        return Tensor.of(List.of(outputs, count, kernel, kernel), to);
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
