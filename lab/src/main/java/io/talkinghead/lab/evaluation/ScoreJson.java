package io.talkinghead.lab.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.internal.file.JsonTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Scores as JSON, exactly: a comparison that goes on gives the same figures as one that was never stopped. */
final class ScoreJson {
    private ScoreJson() {}

    static String write(PersonScore score) {
        ObjectNode root = JsonTree.object();
        root.put("millis", score.millis());
        score.clip().values().forEach((name, value) -> value.ifPresent(there -> root.put(name, there)));
        var frames = root.putArray("frames");
        for (PersonScore.FrameScore frame : score.frames()) {
            ObjectNode node = frames.addObject();
            node.put("frame", frame.frame()).put("millis", frame.millis());
            frame.values().forEach((measure, value) -> node.put(measure.id(), value));
            node.put("look", text(frame.look()));
        }
        return root + "\n";
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException when it is something else
     */
    static PersonScore readScore(byte[] json) throws IOException {
        JsonNode root = JsonTree.read(json);
        List<PersonScore.FrameScore> frames = new ArrayList<>();
        for (JsonNode node : root.path("frames")) {
            Map<FrameMeasure, Double> values = new EnumMap<>(FrameMeasure.class);
            for (FrameMeasure measure : FrameMeasure.values()) {
                number(node, measure.id()).ifPresent(value -> values.put(measure, value));
            }
            frames.add(new PersonScore.FrameScore(
                    node.path("frame").asInt(), needed(node, "millis"), values, floats(node.path("look"))));
        }
        return new PersonScore(needed(root, "millis"), frames, ClipScore.of(name -> number(root, name)));
    }

    /** Writes features by the frames they are of. */
    static String write(Map<Integer, float[]> looks) {
        ObjectNode root = JsonTree.object();
        looks.forEach((frame, look) -> root.put(String.valueOf(frame), text(look)));
        return root + "\n";
    }

    /**
     * Reads what {@link #write(Map)} wrote.
     *
     * @throws IOException when it is something else
     */
    static Map<Integer, float[]> readLooks(byte[] json) throws IOException {
        Map<Integer, float[]> looks = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, JsonNode> look : JsonTree.read(json).properties()) {
                looks.put(Integer.valueOf(look.getKey()), floats(look.getValue()));
            }
        } catch (NumberFormatException e) {
            throw new IOException("a frame has no number", e);
        }
        return looks;
    }

    private static OptionalDouble number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
    }

    private static double needed(JsonNode node, String name) throws IOException {
        return number(node, name).orElseThrow(() -> new IOException("there is no " + name));
    }

    private static String text(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static float[] floats(JsonNode text) throws IOException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.asText());
            float[] values = new float[bytes.length / Float.BYTES];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values);
            return values;
        } catch (IllegalArgumentException e) {
            throw new IOException("features are not written in base 64", e);
        }
    }
}
