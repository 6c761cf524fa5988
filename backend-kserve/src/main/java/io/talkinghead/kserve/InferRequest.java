package io.talkinghead.kserve;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.graph.network.CallBuffers;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.internal.file.JsonTree;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A request to run a network: JSON that describes the tensors, the same for each run, and their values behind it.
 *
 * <p><b>Threading:</b> immutable.
 */
final class InferRequest {
    private final List<String> inputs;
    private final byte[] header;
    private final int length;

    /** Describes a network's inputs and the outputs that are wanted. */
    InferRequest(NetworkShapes shapes) {
        inputs = List.copyOf(shapes.inputs().keySet());
        ObjectNode root = JsonTree.object();
        ArrayNode given = root.putArray("inputs");
        long bytes = 0;
        for (Map.Entry<String, long[]> input : shapes.inputs().entrySet()) {
            long[] shape = input.getValue();
            int size = Math.multiplyExact(Float.BYTES, NetworkShapes.elements(shape));
            ObjectNode node = given.addObject().put("name", input.getKey()).put("datatype", "FP32");
            Arrays.stream(shape).forEach(node.putArray("shape")::add);
            node.putObject("parameters").put("binary_data_size", size);
            bytes += size;
        }
        ArrayNode wanted = root.putArray("outputs");
        for (String output : shapes.outputs().keySet()) {
            wanted.addObject().put("name", output).putObject("parameters").put("binary_data", true);
        }
        header = root.toString().getBytes(UTF_8);
        length = Math.toIntExact(header.length + bytes);
    }

    /** Returns how much of a request is JSON, in bytes. */
    int headerLength() {
        return header.length;
    }

    /** Makes room for one request, its JSON in place. */
    byte[] newBody() {
        return Arrays.copyOf(header, length);
    }

    /** Copies the inputs' values into a request. */
    void fill(byte[] body, CallBuffers buffers) {
        int at = header.length;
        for (String input : inputs) {
            FloatBuffer values = buffers.get(input);
            int size = Float.BYTES * values.capacity();
            ByteBuffer target = ByteBuffer.wrap(body, at, size).slice().order(ByteOrder.LITTLE_ENDIAN);
            target.asFloatBuffer().put(0, values, 0, values.capacity());
            at += size;
        }
    }
}
