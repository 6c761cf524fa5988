package io.talkinghead.verification.convert;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/** The constants of a TensorFlow.js model, by name. */
final class TfjsWeights {
    private final Map<String, Weight> weights = new LinkedHashMap<>();

    private TfjsWeights() {}

    /**
     * Reads the groups of a weights manifest.
     *
     * @throws IOException when a file cannot be read or holds more or less than the manifest says
     */
    static TfjsWeights read(JsonNode manifest, Files files) throws IOException {
        TfjsWeights result = new TfjsWeights();
        for (JsonNode group : manifest) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (JsonNode path : group.path("paths")) {
                bytes.write(files.read(path.asText()));
            }
            ByteBuffer data = ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
            for (JsonNode entry : group.path("weights")) {
                result.weights.put(entry.path("name").asText(), Weight.read(entry, data));
            }
            if (data.hasRemaining()) {
                throw new IOException(
                        group.path("paths") + ": " + data.remaining() + " bytes of weights are left over");
            }
        }
        return result;
    }

    /** Returns a constant. */
    Weight weight(String name) {
        Weight weight = weights.get(name);
        if (weight == null) {
            throw new IllegalArgumentException("the model has no weight " + name);
        }
        return weight;
    }

    /** Where the bytes of a manifest's paths come from. */
    interface Files {
        byte[] read(String path) throws IOException;
    }
}
