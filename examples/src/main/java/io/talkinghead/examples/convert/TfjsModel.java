package io.talkinghead.examples.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkinghead.model.HalfFloats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A TensorFlow.js graph model: its nodes and its weights, dequantised. */
final class TfjsModel {
    private final Map<String, JsonNode> nodes = new LinkedHashMap<>();
    private final Map<String, Weight> weights = new LinkedHashMap<>();

    private TfjsModel() {}

    /** Reads {@code NAME.json} and the weight files it names, beside it. */
    static TfjsModel read(Path json) throws IOException {
        JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(json));
        TfjsModel model = new TfjsModel();
        for (JsonNode node : root.path("modelTopology").path("node")) {
            model.nodes.put(node.path("name").asText(), node);
        }
        for (JsonNode group : root.path("weightsManifest")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (JsonNode path : group.path("paths")) {
                bytes.write(Files.readAllBytes(json.resolveSibling(path.asText())));
            }
            ByteBuffer data = ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
            for (JsonNode entry : group.path("weights")) {
                model.weights.put(entry.path("name").asText(), Weight.read(entry, data));
            }
            if (data.hasRemaining()) {
                throw new IOException(json + ": " + data.remaining() + " bytes of weights are left over");
            }
        }
        return model;
    }

    /** Returns a node's operator. */
    String operator(String node) {
        return node(node).path("op").asText();
    }

    /** Returns the names of a node's data inputs. */
    List<String> inputs(String node) {
        List<String> inputs = new ArrayList<>();
        for (JsonNode input : node(node).path("input")) {
            String name = input.asText();
            if (!name.startsWith("^")) {
                inputs.add(name.replaceAll(":\\d+$", ""));
            }
        }
        return inputs;
    }

    /** Returns an attribute's whole numbers. */
    List<Long> longs(String node, String attribute) {
        List<Long> values = new ArrayList<>();
        node(node).path("attr").path(attribute).path("list").path("i").forEach(value -> values.add(value.asLong()));
        return values;
    }

    /** Returns an attribute's text. */
    String text(String node, String attribute) {
        return decoded(node(node).path("attr").path(attribute).path("s"));
    }

    /** Returns an attribute's texts. */
    List<String> texts(String node, String attribute) {
        List<String> values = new ArrayList<>();
        node(node).path("attr").path(attribute).path("list").path("s").forEach(value -> values.add(decoded(value)));
        return values;
    }

    private static String decoded(JsonNode base64) {
        return new String(Base64.getDecoder().decode(base64.asText()), StandardCharsets.US_ASCII);
    }

    /** Returns the sides of a placeholder. */
    List<Long> placeholderShape(String node) {
        List<Long> shape = new ArrayList<>();
        node(node)
                .path("attr")
                .path("shape")
                .path("shape")
                .path("dim")
                .forEach(dim -> shape.add(dim.path("size").asLong()));
        return shape;
    }

    private JsonNode node(String name) {
        JsonNode node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("the model has no node " + name);
        }
        return node;
    }

    /** Returns a constant's values. */
    Weight weight(String name) {
        Weight weight = weights.get(name);
        if (weight == null) {
            throw new IllegalArgumentException("the model has no weight " + name);
        }
        return weight;
    }

    /**
     * A constant.
     *
     * @param shape outermost side first
     * @param values row-major
     * @param half whether the values were stored as half floats
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Weight(List<Long> shape, float[] values, boolean half) {
        private static Weight read(JsonNode entry, ByteBuffer data) {
            List<Long> shape = new ArrayList<>();
            long count = 1;
            for (JsonNode side : entry.path("shape")) {
                shape.add(side.asLong());
                count *= side.asLong();
            }
            JsonNode quantization = entry.path("quantization");
            String stored =
                    quantization.path("dtype").asText(entry.path("dtype").asText());
            float scale = (float) quantization.path("scale").asDouble(1);
            float min = (float) quantization.path("min").asDouble(0);
            float[] values = new float[Math.toIntExact(count)];
            for (int i = 0; i < values.length; i++) {
                values[i] = switch (stored) {
                    case "float32" -> data.getFloat();
                    case "int32" -> data.getInt();
                    case "float16" -> HalfFloats.toFloat(data.getShort());
                    case "uint8" -> (data.get() & 0xFF) * scale + min;
                    case "uint16" -> (data.getShort() & 0xFFFF) * scale + min;
                    default -> throw new IllegalArgumentException("unknown weight type " + stored);
                };
            }
            return new Weight(shape, values, stored.equals("float16"));
        }
    }
}
