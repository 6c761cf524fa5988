package io.talkinghead.model;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.math.LongMath;
import io.talkinghead.internal.file.HalfFloats;
import io.talkinghead.internal.run.DirectBuffers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A named weight's values, as stored.
 *
 * <p><b>Data:</b> little-endian, row-major, in the order of {@code shape}.
 *
 * <p><b>Threading:</b> immutable; every call returns its own view.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class Tensor {
    private final Type type;
    private final List<Integer> shape;
    private final ByteBuffer data;

    private Tensor(Type type, List<Integer> shape, ByteBuffer data) {
        this.type = type;
        this.shape = List.copyOf(shape);
        this.data = data.slice().asReadOnlyBuffer();
        long bytes = LongMath.saturatedMultiply(elements(), type.bytes());
        checkArgument(
                this.data.remaining() == bytes, "shape %s needs %s bytes, not %s", shape, bytes, data.remaining());
    }

    /**
     * Wraps stored values without copying them.
     *
     * @throws IllegalArgumentException when the number of bytes does not fit the shape
     */
    public static Tensor of(Type type, List<Integer> shape, ByteBuffer data) {
        return new Tensor(type, shape, data);
    }

    /** Copies values into a new 32-bit tensor. */
    public static Tensor of(List<Integer> shape, float[] values) {
        ByteBuffer bytes =
                DirectBuffers.allocate(Math.multiplyExact(4, values.length)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return new Tensor(Type.F32, shape, bytes);
    }

    /** Returns how the values are stored. */
    public Type type() {
        return type;
    }

    /** Returns the sides, outermost first; empty for a single value. */
    public List<Integer> shape() {
        return shape;
    }

    /** Returns the number of values. */
    public long elements() {
        long product = 1;
        for (int side : shape) {
            product = LongMath.saturatedMultiply(product, side);
        }
        return product;
    }

    /** Returns a read-only view of the stored bytes, little-endian. */
    public ByteBuffer bytes() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Copies the values out, widened to 32 bits. */
    public float[] toFloats() {
        float[] values = new float[Math.toIntExact(elements())];
        if (type == Type.F32) {
            bytes().asFloatBuffer().get(0, values);
        } else {
            HalfFloats.widen(bytes().asShortBuffer(), 0, values);
        }
        return values;
    }

    /** Returns the first value that is infinite or not a number, if there is one. */
    public Optional<Float> firstNonFinite() {
        if (type == Type.F16 && HalfFloats.areFinite(bytes())) {
            return Optional.empty();
        }
        for (float value : toFloats()) {
            if (!Float.isFinite(value)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** Returns these values rounded to half precision. */
    public Tensor toHalf() {
        float[] values = toFloats();
        ByteBuffer bytes =
                DirectBuffers.allocate(Math.multiplyExact(2, values.length)).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putShort(HalfFloats.fromFloat(value));
        }
        return new Tensor(Type.F16, shape, bytes.flip());
    }

    @Override
    public String toString() {
        return "Tensor[" + type + ", " + shape + "]";
    }

    /** How values are stored. */
    public enum Type {
        /** IEEE 754 half precision. */
        F16(2),
        /** IEEE 754 single precision. */
        F32(4);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        /** Returns the bytes of one value. */
        public int bytes() {
            return bytes;
        }
    }
}
