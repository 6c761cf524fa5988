package io.talkinghead.verification.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A TensorFlow.js graph model: its nodes and its weights. */
final class TfjsModel {
    private final Map<String, JsonNode> nodes = new LinkedHashMap<>();
    private final TfjsWeights weights;

    private TfjsModel(TfjsWeights weights) {
        this.weights = weights;
    }

    /** Reads {@code NAME.json} and the weight files it names, beside it. */
    static TfjsModel read(Path json) throws IOException {
        JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(json));
        TfjsModel model = new TfjsModel(
                TfjsWeights.read(root.path("weightsManifest"), path -> Files.readAllBytes(json.resolveSibling(path))));
        for (JsonNode node : root.path("modelTopology").path("node")) {
            model.nodes.put(node.path("name").asText(), node);
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

    /** Returns a constant. */
    Weight weight(String name) {
        return weights.weight(name);
    }
}
