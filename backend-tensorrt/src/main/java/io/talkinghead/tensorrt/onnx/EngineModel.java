package io.talkinghead.tensorrt.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Longs;
import com.google.protobuf.ByteString;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.onnx.OnnxModels;
import io.talkinghead.graph.onnx.OnnxTensors;
import io.talkinghead.model.Tensor;
import java.util.Map;

/**
 * A network as TensorRT gets it: its weights inside, shapes fixed, only the wanted outputs, no constant left to compute, and the
 * precision of every value.
 *
 * @param name what it is
 * @param onnx the serialised model
 * @param refittable whether its weights change: those of a head's networks do, from person to person
 * @param graphHash of the model without the weights that may change
 * @param weightsHash of those weights
 */
@SuppressWarnings("ArrayRecordComponent") // Handed to TensorRT, never compared.
public record EngineModel(String name, byte[] onnx, boolean refittable, String graphHash, String weightsHash) {
    /** Prepares a network; {@code half} allows 16 bits in the networks of a head. */
    public static EngineModel of(Network network, boolean half) {
        ModelProto source = parse(network);
        boolean refittable = !network.weights().isEmpty();
        GraphProto graph = ConstantFolding.fold(withWeights(wanted(source.getGraph(), network), network.weights()));
        if (half && refittable) {
            graph = HalfPrecision.of(graph);
        }
        ModelProto model = source.toBuilder().setGraph(graph).build();
        ModelProto skeleton = refittable ? withoutValues(model, network.weights()) : model;
        return new EngineModel(
                network.name(),
                model.toByteArray(),
                refittable,
                sha256(skeleton.toByteArray()),
                refittable ? sha256(values(graph, network.weights())) : "fixed");
    }

    private static ModelProto parse(Network network) {
        try {
            return OnnxModels.parse(network.model());
        } catch (IllegalArgumentException e) {
            throw new TalkingHeadException(
                    ErrorCode.MODEL_INVALID, "the " + network.name() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static GraphProto wanted(GraphProto graph, Network network) {
        GraphProto.Builder result = graph.toBuilder().clearInput().clearOutput().clearValueInfo();
        for (ValueInfoProto input : graph.getInputList()) {
            long[] shape = network.shapes().inputs().get(input.getName());
            if (shape != null) {
                result.addInput(fixed(input, shape));
            }
        }
        for (ValueInfoProto output : graph.getOutputList()) {
            long[] shape = network.shapes().outputs().get(output.getName());
            if (shape != null) {
                result.addOutput(fixed(output, shape));
            }
        }
        return result.build();
    }

    private static ValueInfoProto fixed(ValueInfoProto value, long... shape) {
        TensorShapeProto.Builder sides = TensorShapeProto.newBuilder();
        for (long side : shape) {
            sides.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(side));
        }
        TypeProto.Tensor tensor =
                value.getType().getTensorType().toBuilder().setShape(sides).build();
        return value.toBuilder()
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    private static GraphProto withWeights(GraphProto graph, Map<String, Tensor> weights) {
        GraphProto.Builder result = graph.toBuilder().clearInitializer();
        for (TensorProto tensor : graph.getInitializerList()) {
            Tensor weight = weights.get(tensor.getName());
            result.addInitializer(
                    weight == null
                            ? tensor
                            : OnnxTensors.of(tensor.getName(), tensor.getDimsList(), weight.toFloats()));
        }
        return result.build();
    }

    private static ModelProto withoutValues(ModelProto model, Map<String, Tensor> weights) {
        GraphProto.Builder graph = model.getGraph().toBuilder().clearInitializer();
        for (TensorProto tensor : model.getGraph().getInitializerList()) {
            boolean changes = weights.containsKey(HalfPrecision.original(tensor.getName()));
            graph.addInitializer(changes ? tensor.toBuilder().clearRawData().build() : tensor);
        }
        return model.toBuilder().setGraph(graph).build();
    }

    private static byte[] values(GraphProto graph, Map<String, Tensor> weights) {
        return graph.getInitializerList().stream()
                .filter(tensor -> weights.containsKey(HalfPrecision.original(tensor.getName())))
                // Names and lengths too, so that values cannot pass from one weight to the next unseen.
                .map(tensor -> ByteString.copyFromUtf8(tensor.getName() + "\n")
                        .concat(ByteString.copyFrom(
                                Longs.toByteArray(tensor.getRawData().size())))
                        .concat(tensor.getRawData()))
                .reduce(ByteString.EMPTY, ByteString::concat)
                .toByteArray();
    }

    private static String sha256(byte[] bytes) {
        return Hashing.sha256().hashBytes(bytes).toString();
    }
}
