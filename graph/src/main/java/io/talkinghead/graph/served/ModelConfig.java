package io.talkinghead.graph.served;

import io.talkinghead.graph.network.Network;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The text of a {@code config.pbtxt}, which tells Triton how to run a network. */
final class ModelConfig {
    private final ServedName name;
    private final Network network;
    private final int batch;
    private final ServingOptions options;

    ModelConfig(ServedName name, Network network, int batch, ServingOptions options) {
        this.name = name;
        this.network = network;
        this.batch = batch;
        this.options = options;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("name: \"").append(name).append("\"\n");
        text.append("platform: \"onnxruntime_onnx\"\n");
        // 0 says that shapes are as they are, with the one picture as their first side.
        text.append("max_batch_size: ").append(batch > 1 ? batch : 0).append('\n');
        new TreeMap<>(network.shapes().inputs()).forEach((input, shape) -> append(text, "input", input, shape));
        new TreeMap<>(network.shapes().outputs()).forEach((output, shape) -> append(text, "output", output, shape));
        if (batch > 1) {
            text.append("dynamic_batching { }\n");
        }
        text.append("instance_group [ { count: ")
                .append(options.instances())
                .append(" kind: KIND_")
                .append(options.processor().name())
                .append(" } ]\n");
        return text.toString();
    }

    private void append(StringBuilder text, String what, String tensor, long... shape) {
        String sides = Arrays.stream(shape)
                .skip(batch > 1 ? 1 : 0)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(", "));
        text.append(what)
                .append(" [ { name: \"")
                .append(tensor)
                .append("\" data_type: TYPE_FP32 dims: [ ")
                .append(sides)
                .append(" ] } ]\n");
    }
}
