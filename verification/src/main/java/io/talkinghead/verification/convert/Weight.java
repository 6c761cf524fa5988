package io.talkinghead.verification.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.primitives.Longs;
import io.talkinghead.internal.file.HalfFloats;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A constant of a TensorFlow.js model.
 *
 * @param shape outermost side first
 * @param numbers row-major, as stored: of {@link Storage#LEVELS} 0 to 255
 * @param storage how the source holds them, and the result should
 * @param scale of {@link Storage#LEVELS}: value = number * scale + min
 * @param min of {@link Storage#LEVELS}
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Weight(List<Long> shape, float[] numbers, Storage storage, float scale, float min) {
    /** How a file holds numbers. */
    enum Storage {
        /** 32 bits each. */
        FLOAT,
        /** Half floats. */
        HALF,
        /** 8 bits each, evenly spaced. */
        LEVELS
    }

    /** Reads the next constant of a weights file, as its manifest entry describes it. */
    static Weight read(JsonNode entry, ByteBuffer data) {
        List<Long> shape = new ArrayList<>();
        long count = 1;
        for (JsonNode side : entry.path("shape")) {
            shape.add(side.asLong());
            count *= side.asLong();
        }
        JsonNode quantization = entry.path("quantization");
        String stored = quantization.path("dtype").asText(entry.path("dtype").asText());
        float scale = (float) quantization.path("scale").asDouble(1);
        float min = (float) quantization.path("min").asDouble(0);
        float[] numbers = new float[Math.toIntExact(count)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = switch (stored) {
                case "float32" -> data.getFloat();
                case "int32" -> data.getInt();
                case "float16" -> HalfFloats.toFloat(data.getShort());
                case "uint8" -> data.get() & 0xFF;
                case "uint16" -> (data.getShort() & 0xFFFF) * scale + min;
                default -> throw new IllegalArgumentException("unknown weight type " + stored);
            };
        }
        return switch (stored) {
            case "float16" -> new Weight(shape, numbers, Storage.HALF, 1, 0);
            case "uint8" -> new Weight(shape, numbers, Storage.LEVELS, scale, min);
            default -> new Weight(shape, numbers, Storage.FLOAT, 1, 0);
        };
    }

    /** Returns the values themselves. */
    float[] values() {
        float[] values = numbers.clone();
        if (storage == Storage.LEVELS) {
            for (int i = 0; i < values.length; i++) {
                values[i] = values[i] * scale + min;
            }
        }
        return values;
    }

    /** Returns the same numbers in another shape. */
    Weight reshaped(Long... sides) {
        return new Weight(List.of(sides), numbers, storage, scale, min);
    }

    /** Returns the sides in another order; entry i of the order names the side that becomes side i. */
    Weight permuted(int... order) {
        long[] from = Longs.toArray(shape);
        long[] to = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            to[i] = from[order[i]];
        }
        float[] moved = new float[numbers.length];
        long[] index = new long[order.length];
        for (int i = 0; i < moved.length; i++) {
            long rest = i;
            for (int side = order.length - 1; side >= 0; side--) {
                index[order[side]] = rest % to[side];
                rest /= to[side];
            }
            long at = 0;
            for (int side = 0; side < from.length; side++) {
                at = at * from[side] + index[side];
            }
            moved[i] = numbers[(int) at];
        }
        return new Weight(Longs.asList(to), moved, storage, scale, min);
    }
}
