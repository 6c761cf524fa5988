package io.talkinghead.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.FormatVersion;
import io.talkinghead.internal.file.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code model.json}, version 1.
 *
 * @param name the model's name
 * @param spec its architecture
 * @param content how much each part of the content loss counts
 * @param sha256 of every other file of the bundle, by name
 * @param provenance free facts
 */
record ModelDescription(
        String name,
        ModelSpec spec,
        ContentWeights content,
        Map<String, String> sha256,
        Map<String, String> provenance) {
    private static final int VERSION = 1;

    static ModelDescription parse(String source, byte[] json) {
        return new Reader(source, new JsonFields(source + ": model.json")).read(json);
    }

    byte[] toJson() {
        ObjectNode root = JsonTree.object();
        root.put("formatVersion", VERSION).put("name", name);
        SpecJson.put(root.putObject("spec"), spec);
        root.putObject("content").put("inception", content.inception()).put("descriptor", content.descriptor());
        ObjectNode hashes = root.putObject("sha256");
        sha256.forEach(hashes::put);
        ObjectNode facts = root.putObject("provenance");
        provenance.forEach(facts::put);
        return (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Reads and names what is wrong. */
    private record Reader(String source, JsonFields fields) {
        ModelDescription read(byte[] json) {
            JsonNode root;
            try {
                root = JsonTree.read(json);
            } catch (IOException e) {
                throw new TalkingHeadException(
                        ErrorCode.MODEL_INVALID, source + ": model.json is not valid JSON: " + e.getMessage(), e);
            }
            FormatVersion.problem(root, VERSION).ifPresent(problem -> {
                throw fields.invalid(problem);
            });
            return new ModelDescription(
                    fields.text(root, "name"),
                    SpecJson.read(fields.source(), root.path("spec")),
                    content(root.path("content")),
                    texts(root.path("sha256")),
                    texts(root.path("provenance")));
        }

        private ContentWeights content(JsonNode node) {
            if (node.isMissingNode()) {
                return ContentWeights.calibrated();
            }
            try {
                return new ContentWeights(number(node, "inception"), number(node, "descriptor"));
            } catch (IllegalArgumentException e) {
                throw new TalkingHeadException(ErrorCode.MODEL_INVALID, source + ": " + e.getMessage(), e);
            }
        }

        private double number(JsonNode node, String field) {
            JsonNode value = node.path(field);
            if (!value.isNumber()) {
                throw fields.invalid("its content weight " + field + " must be a number, not " + value);
            }
            return value.doubleValue();
        }

        private Map<String, String> texts(JsonNode node) {
            Map<String, String> texts = new LinkedHashMap<>();
            node.properties()
                    .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
            return texts;
        }
    }
}
