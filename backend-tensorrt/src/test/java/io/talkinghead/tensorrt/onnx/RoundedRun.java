package io.talkinghead.tensorrt.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.graph.onnx.OnnxModels;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/** What a model computes, with every value rounded to the type that it has. */
final class RoundedRun {
    private RoundedRun() {}

    /** Runs a model on inputs and returns its outputs, both by name. */
    static Map<String, float[]> of(EngineModel model, NetworkShapes shapes, Map<String, float[]> inputs)
            throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            return run(environment.createSession(rounded(OnnxModels.parse(model.onnx())), options), shapes, inputs);
        }
    }

    /**
     * ONNX Runtime computes half floats as floats on the processor and rounds what leaves a chain of such nodes only. A node that
     * it does compute as half floats, behind every one, makes it round each value, as a GPU does.
     */
    private static byte[] rounded(ModelProto proto) {
        GraphProto.Builder graph = proto.getGraph().toBuilder().clearNode();
        for (NodeProto node : proto.getGraph().getNodeList()) {
            NodeProto.Builder exact = node.toBuilder().clearOutput();
            node.getOutputList().forEach(output -> exact.addOutput(output + ".exact"));
            graph.addNode(exact);
            node.getOutputList()
                    .forEach(output -> graph.addNode(NodeProto.newBuilder()
                            .setOpType("Identity")
                            .setName(output + ".rounded")
                            .addInput(output + ".exact")
                            .addOutput(output)));
        }
        return proto.toBuilder().setGraph(graph).build().toByteArray();
    }

    private static Map<String, float[]> run(OrtSession opened, NetworkShapes shapes, Map<String, float[]> inputs)
            throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, float[]> values = new HashMap<>();
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try (OrtSession session = opened) {
            for (var input : inputs.entrySet()) {
                long[] shape = shapes.inputs().get(input.getKey());
                tensors.put(
                        input.getKey(),
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(input.getValue()), shape));
            }
            try (OrtSession.Result result = session.run(tensors)) {
                result.forEach(output -> {
                    FloatBuffer buffer = ((OnnxTensor) output.getValue()).getFloatBuffer();
                    float[] copy = new float[buffer.remaining()];
                    buffer.get(copy);
                    values.put(output.getKey(), copy);
                });
            }
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
        return values;
    }
}
