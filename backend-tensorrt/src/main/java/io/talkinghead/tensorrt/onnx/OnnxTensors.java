package io.talkinghead.tensorrt.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.common.primitives.Floats;
import com.google.protobuf.ByteString;
import io.talkinghead.model.HalfFloats;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Reads and makes the constants of ONNX models. */
final class OnnxTensors {
    private OnnxTensors() {}

    static boolean isFloat(TensorProto tensor) {
        return tensor.getDataType() == DataType.FLOAT.getNumber();
    }

    /** Returns the values of a tensor of floats, half floats or bytes. */
    static float[] floats(TensorProto tensor) {
        if (tensor.getRawData().isEmpty()) {
            return Floats.toArray(tensor.getFloatDataList());
        }
        ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        DataType stored = DataType.forNumber(tensor.getDataType());
        int bytes = stored == DataType.FLOAT ? Float.BYTES : stored == DataType.FLOAT16 ? Short.BYTES : 1;
        float[] values = new float[raw.remaining() / bytes];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (stored) {
                case FLOAT -> raw.getFloat();
                case FLOAT16 -> HalfFloats.toFloat(raw.getShort());
                case UINT8 -> raw.get() & 0xFF;
                default -> throw new IllegalArgumentException(tensor.getName() + " is stored as " + stored);
            };
        }
        return values;
    }

    static TensorProto of(String name, List<Long> shape, float[] values) {
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return tensor(name, DataType.FLOAT, shape, raw);
    }

    /** Makes half floats; what is too large for one becomes the largest, so that no infinity comes in. */
    static TensorProto half(String name, List<Long> shape, float[] values) {
        ByteBuffer raw = ByteBuffer.allocate(Short.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putShort(
                    HalfFloats.fromFloat(Math.max(-HalfPrecision.LARGEST, Math.min(HalfPrecision.LARGEST, value))));
        }
        return tensor(name, DataType.FLOAT16, shape, raw.flip());
    }

    private static TensorProto tensor(String name, DataType type, List<Long> shape, ByteBuffer raw) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addAllDims(shape)
                .setRawData(ByteString.copyFrom(raw))
                .build();
    }
}
