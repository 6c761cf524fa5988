package io.talkinghead.graph.served;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.onnx.OnnxModels;
import io.talkinghead.graph.onnx.OnnxTensors;
import io.talkinghead.graph.rewrite.Rewriting;
import io.talkinghead.graph.rewrite.Rewritten;
import io.talkinghead.model.Tensor;
import java.util.Map;
import java.util.Optional;

/**
 * A network as a model server loads it: one ONNX file with its weights in it.
 *
 * @param onnx the file
 * @param batch how many pictures at once it may be run with
 */
@SuppressWarnings("ArrayRecordComponent") // Written to a file, never compared.
record ServedModel(byte[] onnx, int batch) {
    /** Makes one; a network that is for one picture anyway is rewritten for one, whatever the batch. */
    static ServedModel of(Network network, int batch) {
        ModelProto plain = OnnxModels.parse(network.model());
        if (batch > 1 && takesBatches(plain.getGraph(), network)) {
            return new ServedModel(whole(plain, network.weights()), batch);
        }
        Rewritten faster = Rewriting.apply(network.model(), network.weights(), Rewriting.standard());
        return new ServedModel(whole(OnnxModels.parse(faster.model()), faster.weights()), 1);
    }

    /** The builders' own networks leave the first side of inputs open. */
    private static boolean takesBatches(GraphProto graph, Network network) {
        return graph.getInputList().stream()
                .filter(input -> network.shapes().inputs().containsKey(input.getName()))
                .allMatch(input -> firstSide(input)
                        .filter(side -> !side.getDimParam().isEmpty())
                        .isPresent());
    }

    private static Optional<Dimension> firstSide(ValueInfoProto input) {
        return input.getType().getTensorType().getShape().getDimList().stream().findFirst();
    }

    private static byte[] whole(ModelProto model, Map<String, Tensor> weights) {
        GraphProto.Builder graph = model.getGraph().toBuilder();
        for (int i = 0; i < graph.getInitializerCount(); i++) {
            TensorProto tensor = graph.getInitializer(i);
            Tensor weight = weights.get(tensor.getName());
            if (OnnxTensors.isExternal(tensor) && weight != null) {
                graph.setInitializer(i, OnnxTensors.of(tensor.getName(), tensor.getDimsList(), weight.toFloats()));
            }
        }
        return model.toBuilder().setGraph(graph).build().toByteArray();
    }
}
