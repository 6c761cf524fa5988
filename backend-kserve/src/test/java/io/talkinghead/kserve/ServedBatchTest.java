package io.talkinghead.kserve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.graph.net.NetworkGenerator;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.graph.served.ModelRepository;
import io.talkinghead.graph.served.ServedName;
import io.talkinghead.graph.served.ServingOptions;
import io.talkinghead.graph.served.ServingOptions.Processor;
import io.talkinghead.internal.file.JsonTree;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.testkit.Golden;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is exported for batches: one run with two pictures must give what two runs give. */
class ServedBatchTest {
    @TempDir
    private Path repository;

    @Test
    void generator_runWithTwoPictures_givesWhatTwoRunsGive() throws Exception {
        ModelBundle model = Golden.turnedModel();
        Network network = NetworkGenerator.network(model.spec(), model.weights());
        ServedName name = new ModelRepository(repository, new ServingOptions(8, 2, Processor.GPU)).add(network);
        assertThat(Files.readString(repository.resolve(name + "/config.pbtxt")))
                .contains("max_batch_size: 8", "dynamic_batching { }", "count: 2 kind: KIND_GPU");
        try (LoadedModel served = new LoadedModel(repository.resolve(name.toString()))) {
            float[] both = run(served, network.shapes(), 2, 0);
            float[] first = run(served, network.shapes(), 1, 0);
            float[] second = run(served, network.shapes(), 1, 1);
            float[] expected = new float[both.length];
            System.arraycopy(first, 0, expected, 0, first.length);
            System.arraycopy(second, 0, expected, first.length, second.length);
            Golden.assertClose(both, expected, 1e-4);
        }
    }

    /** Runs with the pictures from one on; returns the changes that come out. */
    private static float[] run(LoadedModel served, NetworkShapes shapes, int pictures, int from) throws Exception {
        ObjectNode header = JsonTree.object();
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        for (Map.Entry<String, long[]> input : new TreeMap<>(shapes.inputs()).entrySet()) {
            long[] shape = input.getValue().clone();
            int each = NetworkShapes.elements(shape);
            shape[0] = pictures;
            ByteBuffer raw = ByteBuffer.allocate(4 * each * pictures).order(ByteOrder.LITTLE_ENDIAN);
            for (int picture = from; picture < from + pictures; picture++) {
                Random random = new Random(picture);
                for (int i = 0; i < each; i++) {
                    raw.putFloat(random.nextFloat());
                }
            }
            ObjectNode node = header.withArray("inputs").addObject().put("name", input.getKey());
            for (long side : shape) {
                node.withArray("shape").add(side);
            }
            node.putObject("parameters").put("binary_data_size", raw.capacity());
            values.write(raw.array());
        }
        header.withArray("outputs").addObject().put("name", "change");
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(json);
        values.writeTo(request);
        LoadedModel.Answer answer = served.infer(request.toByteArray(), json.length);
        int length = answer.bytes().length - answer.headerLength();
        float[] found = new float[length / 4];
        ByteBuffer.wrap(answer.bytes(), answer.headerLength(), length)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(found);
        return found;
    }
}
