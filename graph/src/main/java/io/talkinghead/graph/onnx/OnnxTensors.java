package io.talkinghead.graph.onnx;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.common.primitives.Floats;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import com.google.protobuf.ByteString;
import io.talkinghead.internal.file.HalfFloats;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apiguardian.api.API;

/** Reads and makes the tensors of ONNX models: constants that lie in the model itself, and weights that do not. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class OnnxTensors {
    /** The largest half float. */
    public static final float LARGEST_HALF = 65504;

    /** Where the weights would lie if they came from a file. They never do: the engine gets them from memory. */
    private static final String WEIGHTS_FILE = "weights";

    private OnnxTensors() {}

    /** Tells whether a tensor is one of 32-bit floats. */
    public static boolean isFloat(TensorProto tensor) {
        return tensor.getDataType() == DataType.FLOAT.getNumber();
    }

    /** Tells whether a tensor's values lie outside of the model. */
    public static boolean isExternal(TensorProto tensor) {
        return tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
    }

    /**
     * Returns the values of a tensor of floats, half floats or bytes.
     *
     * @throws IllegalArgumentException when it is stored in another way
     */
    public static float[] floats(TensorProto tensor) {
        if (tensor.getRawData().isEmpty()) {
            return Floats.toArray(tensor.getFloatDataList());
        }
        ByteBuffer raw = raw(tensor);
        DataType stored = DataType.forNumber(tensor.getDataType());
        int bytes = stored == DataType.FLOAT ? Float.BYTES : stored == DataType.FLOAT16 ? Short.BYTES : 1;
        float[] values = new float[raw.remaining() / bytes];
        if (stored == DataType.FLOAT) {
            raw.asFloatBuffer().get(values);
            return values;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (stored) {
                case FLOAT16 -> HalfFloats.toFloat(raw.getShort());
                case UINT8 -> raw.get() & 0xFF;
                default -> throw new IllegalArgumentException(tensor.getName() + " is stored as " + stored);
            };
        }
        return values;
    }

    /** Returns the values of a tensor of whole numbers of 64 bits. */
    public static long[] longs(TensorProto tensor) {
        if (tensor.getRawData().isEmpty()) {
            return Longs.toArray(tensor.getInt64DataList());
        }
        ByteBuffer raw = raw(tensor);
        long[] values = new long[raw.remaining() / Long.BYTES];
        raw.asLongBuffer().get(values);
        return values;
    }

    private static ByteBuffer raw(TensorProto tensor) {
        return tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Declares a weight of floats that the engine is given by name. */
    public static TensorProto external(String name, List<Integer> shape) {
        TensorProto.Builder tensor = of(DataType.FLOAT)
                .setName(name)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue(WEIGHTS_FILE));
        shape.forEach(tensor::addDims);
        return tensor.build();
    }

    /** Makes a list of whole numbers of 64 bits. */
    public static TensorProto.Builder longs(long... values) {
        return of(DataType.INT64).addDims(values.length).addAllInt64Data(Longs.asList(values));
    }

    /** Makes a list of whole numbers of 32 bits. */
    public static TensorProto.Builder integers(int... values) {
        return of(DataType.INT32).addDims(values.length).addAllInt32Data(Ints.asList(values));
    }

    /** Makes a list of numbers. */
    public static TensorProto.Builder floats(float... values) {
        return of(DataType.FLOAT).addDims(values.length).addAllFloatData(Floats.asList(values));
    }

    /** Makes a single number, without sides. */
    public static TensorProto.Builder number(float value) {
        return of(DataType.FLOAT).addFloatData(value);
    }

    /** Makes a single number of 0 to 255, without sides. */
    public static TensorProto.Builder number(int unsigned) {
        return of(DataType.UINT8).addInt32Data(unsigned);
    }

    /** Makes numbers of -128 to 127. */
    public static TensorProto.Builder bytes(List<Integer> shape, byte... values) {
        TensorProto.Builder tensor = of(DataType.INT8).setRawData(ByteString.copyFrom(values));
        shape.forEach(tensor::addDims);
        return tensor;
    }

    /** Makes an array of floats, in bytes. */
    public static TensorProto of(String name, List<Long> shape, float[] values) {
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return raw(DataType.FLOAT, shape, raw).setName(name).build();
    }

    /** Makes an array of half floats; what is too large for one becomes the largest, so that no infinity comes in. */
    public static TensorProto half(String name, List<Long> shape, float[] values) {
        ByteBuffer raw = ByteBuffer.allocate(Short.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putShort(HalfFloats.fromFloat(Math.max(-LARGEST_HALF, Math.min(LARGEST_HALF, value))));
        }
        return raw(DataType.FLOAT16, shape, raw.flip()).setName(name).build();
    }

    /** Makes an array of values that are bytes already. */
    public static TensorProto.Builder raw(DataType type, List<Long> shape, ByteBuffer values) {
        return of(type).addAllDims(shape).setRawData(ByteString.copyFrom(values));
    }

    private static TensorProto.Builder of(DataType type) {
        return TensorProto.newBuilder().setDataType(type.getNumber());
    }
}
