package io.talkinghead.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Looks at the numbers in a TIFF file's directory that ImageIO's reader takes memory by without a doubt: a table of two to the power
 * of a sample's bits, or a buffer as long as a strip is said to be.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class TiffSizes {
    private static final short MAGIC = 42;
    private static final int ENTRY_BYTES = 12;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int STRIP_BYTES = 279;
    private static final int TILE_BYTES = 325;
    private static final int MOST_TABLED_BITS = 16;

    /** A picture of a hundred megapixels in tiles of 16 x 16. */
    private static final int MOST_VALUES = 400_000;

    private final ByteBuffer file;
    private int values;

    private TiffSizes(ByteBuffer file) {
        this.file = file;
    }

    /**
     * Checks a file; one that is no TIFF is good, and one that is cut off is left to its reader.
     *
     * @throws IOException saying which number is absurd
     */
    static void check(byte[] bytes) throws IOException {
        if (bytes.length < 8 || bytes[0] != bytes[1] || (bytes[0] != 'I' && bytes[0] != 'M')) {
            return;
        }
        ByteBuffer file =
                ByteBuffer.wrap(bytes).order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        if (file.getShort(2) == MAGIC) {
            new TiffSizes(file).checkEntries(file.getInt(4) & 0xFFFFFFFFL);
        }
    }

    private void checkEntries(long directory) throws IOException {
        if (directory > file.capacity() - 2) {
            return;
        }
        int start = (int) directory + 2;
        int count = file.getShort(start - 2) & 0xFFFF;
        for (int at = start; count > 0 && at <= file.capacity() - ENTRY_BYTES; at += ENTRY_BYTES) {
            checkEntry(at);
            count--;
        }
    }

    private void checkEntry(int at) throws IOException {
        int tag = file.getShort(at) & 0xFFFF;
        if (tag != BITS_PER_SAMPLE && tag != STRIP_BYTES && tag != TILE_BYTES) {
            return;
        }
        int bytes = bytes(file.getShort(at + 2));
        long values = file.getInt(at + 4) & 0xFFFFFFFFL;
        long first = values * bytes <= Integer.BYTES ? at + 8 : file.getInt(at + 8) & 0xFFFFFFFFL;
        long end = Math.min(first + values * bytes, file.capacity());
        for (long place = first; bytes > 0 && place <= end - bytes; place += bytes) {
            checkValue(tag, value((int) place, bytes));
        }
    }

    /** Returns the length of a value of one of the types that sizes have: a byte, a short or a long; 0 for others. */
    private static int bytes(short type) {
        return switch (type) {
            case 1 -> 1;
            case 3 -> Short.BYTES;
            case 4 -> Integer.BYTES;
            default -> 0;
        };
    }

    private long value(int place, int bytes) {
        return switch (bytes) {
            case 1 -> file.get(place) & 0xFF;
            case Short.BYTES -> file.getShort(place) & 0xFFFF;
            default -> file.getInt(place) & 0xFFFFFFFFL;
        };
    }

    private void checkValue(int tag, long value) throws IOException {
        if (++values > MOST_VALUES) {
            throw new IOException("it has more than " + MOST_VALUES + " strips or tiles");
        }
        boolean good = tag == BITS_PER_SAMPLE
                ? value <= MOST_TABLED_BITS || value == Float.SIZE || value == Double.SIZE
                : value <= file.capacity();
        if (!good) {
            throw new IOException("its field " + tag + " is " + value);
        }
    }
}
