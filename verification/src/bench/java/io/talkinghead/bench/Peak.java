package io.talkinghead.bench;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Random;

/** What the machine can do at best in one operator: a large matrix product, and a convolution that fits the cache. */
enum Peak {
    /** 1024 x 1024 by 1024 x 1024. */
    PRODUCT(2.0 * 1024 * 1024 * 1024),
    /** 3 x 3, 128 to 128 channels at 32 x 32. */
    CONVOLUTION(2.0 * 9 * 128 * 128 * 32 * 32);

    private final double operations;

    Peak(double operations) {
        this.operations = operations;
    }

    /** Returns the multiplications and additions of one run. */
    double operations() {
        return operations;
    }

    byte[] model() {
        GraphProto.Builder graph = GraphProto.newBuilder().setName("peak");
        if (this == PRODUCT) {
            graph.addInput(value("x", 1024, 1024))
                    .addOutput(value("y", 1024, 1024))
                    .addInitializer(weight(1024, 1024))
                    .addNode(NodeProto.newBuilder().setOpType("MatMul").addAllInput(List.of("x", "w")).addOutput("y"));
        } else {
            graph.addInput(value("x", 1, 128, 32, 32))
                    .addOutput(value("y", 1, 128, 32, 32))
                    .addInitializer(weight(128, 128, 3, 3))
                    .addNode(NodeProto.newBuilder()
                            .setOpType("Conv")
                            .addAllInput(List.of("x", "w"))
                            .addOutput("y")
                            .addAttribute(AttributeProto.newBuilder()
                                    .setName("pads")
                                    .setType(AttributeProto.AttributeType.INTS)
                                    .addAllInts(List.of(1L, 1L, 1L, 1L))));
        }
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static TensorProto weight(int... shape) {
        int count = 1;
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName("w").setDataType(TensorProto.DataType.FLOAT.getNumber());
        for (int side : shape) {
            count *= side;
            tensor.addDims(side);
        }
        ByteBuffer values = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        Random random = new Random(3);
        while (values.hasRemaining()) {
            values.putFloat(random.nextFloat() - 0.5f);
        }
        return tensor.setRawData(ByteString.copyFrom(values.flip())).build();
    }

    private static ValueInfoProto value(String name, long... shape) {
        TensorShapeProto.Builder sides = TensorShapeProto.newBuilder();
        for (long side : shape) {
            sides.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(side));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(sides)))
                .build();
    }
}
