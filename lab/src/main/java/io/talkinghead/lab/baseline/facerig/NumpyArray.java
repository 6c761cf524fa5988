package io.talkinghead.lab.baseline.facerig;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.talkinghead.internal.file.HalfFloats;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array of numbers as NumPy stores it in a {@code .npy} file: version 1 to 3, little-endian, row by row, of 16, 32 or 64 bits.
 *
 * <p><b>Threading:</b> immutable as long as nobody writes to the values.
 *
 * @param shape the lengths of its axes
 * @param values all of them, whatever their type; whole numbers are exact up to 2^24
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record NumpyArray(List<Integer> shape, float[] values) {
    private static final byte[] MAGIC = "\u0093NUMPY".getBytes(ISO_8859_1);
    private static final Pattern HEADER = Pattern.compile("\\{ *'descr': *'([^']*)', *'fortran_order': *False,"
            + " *'shape': *\\(((?:[0-9]{1,9}(?:, *[0-9]{1,9})*)?),?\\),? *\\} *\\n?");

    /**
     * Reads an array.
     *
     * @throws IllegalArgumentException when it is none of those above, or has fewer or more values than it says
     */
    static NumpyArray parse(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        Matcher header = HEADER.matcher(header(in));
        if (!header.matches()) {
            throw new IllegalArgumentException("its header is not that of a plain array, row by row");
        }
        List<Integer> shape = new ArrayList<>();
        long count = 1;
        for (String length : header.group(2).split(", *", -1)) {
            if (!length.isEmpty()) {
                shape.add(Integer.valueOf(length));
                // There are no more values than bytes: a product beyond them need not be exact.
                count = Math.min(file.length + 1L, count) * Integer.parseInt(length);
            }
        }
        String type = header.group(1);
        if (count * bytes(type) != in.remaining()) {
            throw new IllegalArgumentException(
                    "it has " + in.remaining() + " bytes of values, which are not " + shape + " of " + type);
        }
        float[] values = new float[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = next(in, type);
        }
        return new NumpyArray(List.copyOf(shape), values);
    }

    private static String header(ByteBuffer in) {
        for (byte expected : MAGIC) {
            if (!in.hasRemaining() || in.get() != expected) {
                throw new IllegalArgumentException("it is not a NumPy array");
            }
        }
        if (in.remaining() < 6) {
            throw new IllegalArgumentException("it is cut off");
        }
        int version = in.get();
        in.get();
        if (version < 1 || version > 3) {
            throw new IllegalArgumentException("its version is " + version + ", not 1 to 3");
        }
        int length = version == 1 ? in.getShort() & 0xFFFF : in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("it is cut off");
        }
        byte[] header = new byte[length];
        in.get(header);
        return new String(header, ISO_8859_1);
    }

    private static int bytes(String type) {
        return switch (type) {
            case "<f2", "<i2" -> 2;
            case "<f4", "<i4" -> 4;
            case "<f8", "<i8" -> 8;
            default ->
                throw new IllegalArgumentException("its type is '" + type + "', not <f2, <f4, <f8, <i2, <i4 or <i8");
        };
    }

    private static float next(ByteBuffer in, String type) {
        return switch (type) {
            case "<f2" -> HalfFloats.toFloat(in.getShort());
            case "<i2" -> in.getShort();
            case "<f4" -> in.getFloat();
            case "<i4" -> in.getInt();
            case "<f8" -> (float) in.getDouble();
            default -> in.getLong();
        };
    }
}
