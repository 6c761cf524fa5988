package io.talkinghead.kserve;

import com.fasterxml.jackson.databind.JsonNode;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.graph.served.ServedName;
import io.talkinghead.internal.file.JsonTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tensors of an answer: JSON that describes them, and their values behind it.
 *
 * <p><b>Threading:</b> one thread.
 */
final class InferAnswer {
    private final ServedName name;
    /** By name, little-endian. */
    private final Map<String, ByteBuffer> tensors = new LinkedHashMap<>();

    private InferAnswer(ServedName name) {
        this.name = name;
    }

    /**
     * Takes an answer apart.
     *
     * @param headerLength how much of it is JSON
     * @throws TalkingHeadException {@link ErrorCode#BACKEND_FAILED} when it is not what the protocol says
     */
    static InferAnswer of(ServedName name, byte[] bytes, int headerLength) {
        InferAnswer answer = new InferAnswer(name);
        JsonNode header;
        try {
            header = JsonTree.read(Arrays.copyOf(bytes, headerLength));
        } catch (IOException e) {
            throw answer.wrong("its header is not JSON: " + e.getMessage(), e);
        }
        int at = headerLength;
        for (JsonNode output : header.path("outputs")) {
            String tensor = output.path("name").asText();
            int size = output.path("parameters").path("binary_data_size").asInt(-1);
            if (size < 0 || size > bytes.length - at) {
                throw answer.wrong("the values of " + tensor + " are not all there", null);
            }
            if (!output.path("datatype").asText().equals("FP32")) {
                throw answer.wrong(tensor + " has values of type " + output.path("datatype"), null);
            }
            answer.tensors.put(tensor, ByteBuffer.wrap(bytes, at, size).slice().order(ByteOrder.LITTLE_ENDIAN));
            at += size;
        }
        return answer;
    }

    /**
     * Copies a tensor out.
     *
     * @throws TalkingHeadException {@link ErrorCode#BACKEND_FAILED} when there is none of that name and length
     */
    void copy(String tensor, FloatBuffer target) {
        ByteBuffer values = tensors.get(tensor);
        if (values == null || values.remaining() != Float.BYTES * target.capacity()) {
            throw wrong(
                    "it has " + (values == null ? "no values" : values.remaining() / Float.BYTES + " values") + " for "
                            + tensor + " instead of " + target.capacity(),
                    null);
        }
        target.put(0, values.asFloatBuffer(), 0, target.capacity());
    }

    private TalkingHeadException wrong(String why, @Nullable IOException cause) {
        return new TalkingHeadException(
                ErrorCode.BACKEND_FAILED, "the model server's answer for " + name + " is wrong: " + why, cause);
    }
}
