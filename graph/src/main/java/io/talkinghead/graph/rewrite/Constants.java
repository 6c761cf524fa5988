package io.talkinghead.graph.rewrite;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.common.primitives.Floats;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import com.google.protobuf.ByteString;
import java.util.List;

/** Makes constants that lie in the model itself. */
final class Constants {
    private Constants() {}

    static TensorProto.Builder longs(long... values) {
        return of(TensorProto.DataType.INT64).addDims(values.length).addAllInt64Data(Longs.asList(values));
    }

    static TensorProto.Builder integers(int... values) {
        return of(TensorProto.DataType.INT32).addDims(values.length).addAllInt32Data(Ints.asList(values));
    }

    static TensorProto.Builder floats(float... values) {
        return of(TensorProto.DataType.FLOAT).addDims(values.length).addAllFloatData(Floats.asList(values));
    }

    /** A single number, without sides. */
    static TensorProto.Builder number(float value) {
        return of(TensorProto.DataType.FLOAT).addFloatData(value);
    }

    /** A single number of 0 to 255, without sides. */
    static TensorProto.Builder number(int unsigned) {
        return of(TensorProto.DataType.UINT8).addInt32Data(unsigned);
    }

    /** Numbers of -128 to 127. */
    static TensorProto.Builder bytes(List<Integer> shape, byte... values) {
        TensorProto.Builder tensor = of(TensorProto.DataType.INT8).setRawData(ByteString.copyFrom(values));
        shape.forEach(tensor::addDims);
        return tensor;
    }

    private static TensorProto.Builder of(TensorProto.DataType type) {
        return TensorProto.newBuilder().setDataType(type.getNumber());
    }
}
