package io.talkinghead.kserve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.graph.served.ModelRepository;
import io.talkinghead.internal.file.JsonTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One network of a repository, run as its {@code config.pbtxt} says. */
final class LoadedModel implements AutoCloseable {
    private final String name;
    private final int batch;
    private final Map<String, long[]> inputs;
    private final Map<String, long[]> outputs;
    private final OrtSession session;

    LoadedModel(Path folder) throws IOException, OrtException {
        Map<String, List<Object>> config = TextProto.parse(Files.readString(folder.resolve(ModelRepository.CONFIG)));
        name = one(config, "name");
        if (!name.equals(folder.getFileName().toString())
                || !one(config, "platform").equals("onnxruntime_onnx")) {
            throw new IOException(folder + " does not hold what its config.pbtxt says");
        }
        batch = Integer.parseInt(one(config, "max_batch_size"));
        inputs = tensors(config, "input");
        outputs = tensors(config, "output");
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(2);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            session = OrtEnvironment.getEnvironment()
                    .createSession(folder.resolve(ModelRepository.MODEL).toString(), options);
        }
    }

    private static String one(Map<String, List<Object>> fields, String name) {
        return (String) all(fields, name).get(0);
    }

    private static List<Object> all(Map<String, List<Object>> fields, String name) {
        return requireNonNull(fields.get(name), name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, long[]> tensors(Map<String, List<Object>> config, String which) throws IOException {
        Map<String, long[]> shapes = new TreeMap<>();
        for (Object each : all(config, which)) {
            Map<String, List<Object>> tensor = (Map<String, List<Object>>) each;
            if (!one(tensor, "data_type").equals("TYPE_FP32")) {
                throw new IOException("this server knows floats only, not " + tensor);
            }
            shapes.put(
                    one(tensor, "name"),
                    all(tensor, "dims").stream()
                            .mapToLong(side -> Long.parseLong((String) side))
                            .toArray());
        }
        return shapes;
    }

    /** Answers {@code GET /v2/models/NAME}. */
    ObjectNode metadata() {
        ObjectNode root = JsonTree.object().put("name", name).put("platform", "onnxruntime_onnx");
        root.putArray("versions").add("1");
        inputs.forEach((tensor, shape) -> describe(root.withArray("inputs"), tensor, shape));
        outputs.forEach((tensor, shape) -> describe(root.withArray("outputs"), tensor, shape));
        return root;
    }

    private void describe(ArrayNode list, String tensor, long... shape) {
        ArrayNode sides =
                list.addObject().put("name", tensor).put("datatype", "FP32").putArray("shape");
        if (batch > 0) {
            sides.add(-1);
        }
        Arrays.stream(shape).forEach(sides::add);
    }

    /** An answer to {@code POST /v2/models/NAME/infer}: how much of it is JSON, and all of it. */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int headerLength, byte[] bytes) {}

    Answer infer(byte[] request, int headerLength) throws IOException, OrtException {
        JsonNode header = JsonTree.read(Arrays.copyOf(request, headerLength));
        Map<String, OnnxTensor> given = new HashMap<>();
        try {
            int at = headerLength;
            for (JsonNode input : header.path("inputs")) {
                int size = input.path("parameters").path("binary_data_size").asInt();
                given.put(input.path("name").asText(), tensor(input, ByteBuffer.wrap(request, at, size)));
                at += size;
            }
            if (at != request.length || !given.keySet().equals(inputs.keySet())) {
                throw new IOException(
                        "the request has " + (request.length - at) + " bytes too many, or not all inputs");
            }
            try (OrtSession.Result result = session.run(given, outputs.keySet())) {
                return answer(header, result);
            }
        } finally {
            given.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(JsonNode input, ByteBuffer values) throws IOException, OrtException {
        long[] shape = new long[input.path("shape").size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = input.path("shape").get(i).asLong();
        }
        long[] expected = inputs.get(input.path("name").asText());
        long[] sides = batch > 0 ? Arrays.copyOfRange(shape, 1, shape.length) : shape;
        if (!Arrays.equals(sides, expected) || batch > 0 && (shape[0] < 1 || shape[0] > batch)) {
            throw new IOException("unexpected shape for input " + input.path("name"));
        }
        FloatBuffer floats = ByteBuffer.allocateDirect(values.remaining())
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        floats.put(values.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer())
                .rewind();
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), floats, shape);
    }

    private Answer answer(JsonNode request, OrtSession.Result result) throws IOException {
        ObjectNode header = JsonTree.object().put("model_name", name).put("model_version", "1");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (JsonNode wanted : request.path("outputs")) {
            String tensor = wanted.path("name").asText();
            OnnxTensor found = (OnnxTensor) result.get(tensor).orElseThrow(() -> new IOException("no " + tensor));
            FloatBuffer values = found.getFloatBuffer();
            ByteBuffer raw =
                    ByteBuffer.allocate(Float.BYTES * values.remaining()).order(ByteOrder.LITTLE_ENDIAN);
            raw.asFloatBuffer().put(values);
            ObjectNode node =
                    header.withArray("outputs").addObject().put("name", tensor).put("datatype", "FP32");
            Arrays.stream(found.getInfo().getShape()).forEach(node.putArray("shape")::add);
            node.putObject("parameters").put("binary_data_size", raw.capacity());
            bytes.write(raw.array());
        }
        byte[] json = header.toString().getBytes(UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(json);
        bytes.writeTo(all);
        return new Answer(json.length, all.toByteArray());
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
