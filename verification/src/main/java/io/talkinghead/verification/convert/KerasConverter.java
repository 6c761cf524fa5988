package io.talkinghead.verification.convert;

import ai.onnx.proto.OnnxMl.NodeProto;
import com.fasterxml.jackson.databind.JsonNode;
import io.talkinghead.graph.onnx.Attributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a TensorFlow.js layers model of plain convolution networks, N,H,W,C, into ONNX, N,C,H,W, with batch, height and width
 * free. Only what leads to the wanted outputs is converted; batch normalisations are folded into their convolutions.
 */
final class KerasConverter {
    private final Map<String, JsonNode> layers = new HashMap<>();
    private final Map<String, String> converted = new HashMap<>();
    private final TfjsWeights weights;
    private final OnnxGraph graph;

    private KerasConverter(String name, JsonNode topology, TfjsWeights weights) {
        this.weights = weights;
        graph = new OnnxGraph(name);
        for (JsonNode layer : topology.path("model_config").path("config").path("layers")) {
            layers.put(layer.path("name").asText(), layer);
        }
    }

    /**
     * Converts a model; the same model gives the same bytes.
     *
     * @param topology the model's {@code modelTopology}
     * @param outputs the layers whose values are wanted; the outputs have their names
     */
    static byte[] convert(String name, JsonNode topology, TfjsWeights weights, List<String> outputs) {
        KerasConverter converter = new KerasConverter(name, topology, weights);
        for (String output : outputs) {
            converter.graph.output(output, converter.value(output));
        }
        return converter.graph.toBytes();
    }

    private String value(String layer) {
        String known = converted.get(layer);
        if (known == null) {
            known = convert(layer);
            converted.put(layer, known);
        }
        return known;
    }

    private String convert(String layer) {
        String type = layer(layer).path("class_name").asText();
        return switch (type) {
            case "InputLayer" -> graph.input("input", "N", 3, "H", "W");
            case "BatchNormalization" -> normalizedConvolution(layer);
            case "Activation" -> activation(layer);
            case "MaxPooling2D" -> graph.add(pooling("MaxPool", layer));
            case "AveragePooling2D" ->
                graph.add(pooling("AveragePool", layer).addAttribute(Attributes.integer("count_include_pad", 0)));
            case "Concatenate" -> concatenation(layer);
            default ->
                throw new IllegalArgumentException("layer " + layer + " is a " + type + ", which is not known here");
        };
    }

    private String activation(String layer) {
        String function = config(layer, "activation").asText();
        if (!function.equals("relu")) {
            throw new IllegalArgumentException(layer + " applies " + function + ", which is not known here");
        }
        return graph.add(graph.node("Relu", value(inputs(layer).get(0))));
    }

    private String normalizedConvolution(String layer) {
        String convolution = inputs(layer).get(0);
        if (!layer(convolution).path("class_name").asText().equals("Conv2D")
                || config(convolution, "use_bias").asBoolean()
                || config(layer, "scale").asBoolean()) {
            throw new IllegalArgumentException(layer + " is expected to have no factor and to follow a convolution"
                    + " without a bias, not " + layer(convolution));
        }
        float[] beta = weights.weight(layer + "/beta").values();
        float[] mean = weights.weight(layer + "/moving_mean").values();
        float[] variance = weights.weight(layer + "/moving_variance").values();
        double epsilon = config(layer, "epsilon").asDouble();
        double[] factors = new double[beta.length];
        double[] biases = new double[beta.length];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = 1 / Math.sqrt(variance[i] + epsilon);
            biases[i] = beta[i] - mean[i] * factors[i];
        }
        Weight kernel = weights.weight(convolution + "/kernel");
        return new FoldedConvolution(kernel, factors, biases)
                .addTo(
                        graph,
                        value(inputs(convolution).get(0)),
                        stride(convolution),
                        padding(convolution, kernel.shape().get(0)));
    }

    private NodeProto.Builder pooling(String operator, String layer) {
        long size = config(layer, "pool_size").path(0).asLong();
        NodeProto.Builder node = graph.node(operator, value(inputs(layer).get(0)));
        return FoldedConvolution.windowed(node, size, size, stride(layer), padding(layer, size));
    }

    private String concatenation(String layer) {
        List<String> parts = new ArrayList<>();
        for (String input : inputs(layer)) {
            parts.add(value(input));
        }
        return graph.add(
                graph.node("Concat", parts.toArray(new String[0])).addAttribute(Attributes.integer("axis", 1)));
    }

    private long stride(String layer) {
        return config(layer, "strides").path(0).asLong();
    }

    /** The padding that keeps the size. With a stride, TensorFlow's would be uneven, which is not needed here. */
    private long padding(String layer, long size) {
        if (config(layer, "padding").asText().equals("valid")) {
            return 0;
        }
        if (stride(layer) != 1 || size % 2 == 0) {
            throw new IllegalArgumentException(layer + " pads unevenly, which is not known here");
        }
        return size / 2;
    }

    private List<String> inputs(String layer) {
        List<String> inputs = new ArrayList<>();
        layer(layer)
                .path("inbound_nodes")
                .path(0)
                .forEach(input -> inputs.add(input.path(0).asText()));
        return inputs;
    }

    private JsonNode config(String layer, String name) {
        return layer(layer).path("config").path(name);
    }

    private JsonNode layer(String name) {
        JsonNode layer = layers.get(name);
        if (layer == null) {
            throw new IllegalArgumentException("the model has no layer " + name);
        }
        return layer;
    }
}
