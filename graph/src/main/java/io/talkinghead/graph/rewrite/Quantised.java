package io.talkinghead.graph.rewrite;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.talkinghead.graph.onnx.NodeBuilder;
import io.talkinghead.graph.onnx.OnnxTensors;
import io.talkinghead.model.Tensor;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A network whose larger convolutions compute with 8-bit numbers: no exact change, but engines do it in a third of the time.
 * Values between convolutions, normalisations among them, stay floats.
 *
 * <p>Written as QuantizeLinear and DequantizeLinear around each convolution, the form that ONNX Runtime and TensorRT take for
 * 8-bit arithmetic: inputs and outputs 0 to 255 over a {@link Range} seen beforehand, weights -127 to 127 with a scale for each output
 * channel.
 *
 * <p>Ranges are found by running {@link Probed#of} with the {@link #observed} values on typical inputs.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Quantised {
    /** Of fewer channels the conversions cost what the convolution gains. */
    private static final int MIN_CHANNELS = 16;

    private static final float STEPS = 127;

    private final Draft draft;
    private final Map<String, Range> ranges;
    private final Map<String, String> rounded = new HashMap<>();

    private Quantised(Draft draft, Map<String, Range> ranges) {
        this.draft = draft;
        this.ranges = ranges;
    }

    /** Returns the names of the values whose ranges are needed; none when no convolution is large enough. */
    public static Set<String> observed(Rewritten network) {
        Draft draft = new Draft(network.model(), network.weights());
        Set<String> values = new LinkedHashSet<>();
        for (NodeProto conv : chosen(draft)) {
            values.add(conv.getInput(0));
            values.add(conv.getOutput(0));
        }
        return values;
    }

    /**
     * Returns the network with 8-bit convolutions.
     *
     * @param ranges of all {@link #observed} values
     * @throws IllegalArgumentException when one is missing
     */
    public static Rewritten of(Rewritten network, Map<String, Range> ranges) {
        Quantised quantised = new Quantised(new Draft(network.model(), network.weights()), ranges);
        chosen(quantised.draft).forEach(quantised::replace);
        return quantised.draft.build();
    }

    private static List<NodeProto> chosen(Draft draft) {
        return draft.nodes("Conv").stream()
                .filter(conv -> conv.getInputCount() == 3 && draft.isWeight(conv.getInput(1)))
                .filter(conv -> {
                    List<Integer> shape = draft.weight(conv.getInput(1)).shape();
                    return shape.get(0) >= MIN_CHANNELS && shape.get(1) >= MIN_CHANNELS && shape.get(2) > 1;
                })
                .toList();
    }

    private void replace(NodeProto conv) {
        String input = conv.getInput(0);
        Tensor weight = draft.weight(conv.getInput(1));
        int outputs = weight.shape().get(0);
        float[] values = weight.toFloats();
        float[] scales = scales(values, outputs);
        byte[] small = new byte[values.length];
        for (int i = 0; i < small.length; i++) {
            small[i] = (byte) Math.round(values[i] / scales[i / (values.length / outputs)]);
        }
        String weights = floats(
                draft.add(OnnxTensors.bytes(weight.shape(), small)),
                scales,
                draft.add(OnnxTensors.bytes(List.of(outputs), new byte[outputs])));
        String bias = bias(
                draft.weight(conv.getInput(2)).toFloats(), scales, range(input).scale());
        String x = rounded.computeIfAbsent(input, value -> rounded(value, range(value)));
        String result = draft.add(NodeBuilder.like(conv, x, weights, bias));
        draft.redirect(conv.getOutput(0), rounded(result, range(conv.getOutput(0))));
    }

    /** Returns the step of each output channel: the largest weight becomes 127. */
    private static float[] scales(float[] values, int outputs) {
        float[] scales = new float[outputs];
        int filter = values.length / outputs;
        for (int i = 0; i < values.length; i++) {
            scales[i / filter] = Math.max(scales[i / filter], Math.abs(values[i]) / STEPS);
        }
        for (int i = 0; i < outputs; i++) {
            scales[i] = Math.max(scales[i], Float.MIN_NORMAL);
        }
        return scales;
    }

    /** A bias is added to the sums of products, so it counts in the product of both steps, with 32 bits. */
    private String bias(float[] bias, float[] scales, float inputScale) {
        float[] steps = new float[bias.length];
        int[] values = new int[bias.length];
        for (int i = 0; i < bias.length; i++) {
            steps[i] = scales[i] * inputScale;
            values[i] = Math.round(bias[i] / steps[i]);
        }
        return floats(
                draft.add(OnnxTensors.integers(values)), steps, draft.add(OnnxTensors.integers(new int[bias.length])));
    }

    private String floats(String stored, float[] scales, String zeros) {
        return draft.add(NodeBuilder.of("DequantizeLinear", stored, draft.add(OnnxTensors.floats(scales)), zeros)
                .withInteger("axis", 0));
    }

    private String rounded(String value, Range range) {
        String scale = draft.add(OnnxTensors.number(range.scale()));
        String zero = draft.add(OnnxTensors.number(range.zero()));
        String small = draft.add(NodeBuilder.of("QuantizeLinear", value, scale, zero));
        return draft.add(NodeBuilder.of("DequantizeLinear", small, scale, zero));
    }

    private Range range(String value) {
        Range range = ranges.get(value);
        if (range == null) {
            throw new IllegalArgumentException("no range of " + value + " was given");
        }
        return range;
    }
}
