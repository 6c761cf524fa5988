package io.talkinghead.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apiguardian.api.API;

/** The mark that phones leave in photos that they store turned. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ExifOrientation {
    private static final int SEGMENT_BYTES = 36;
    private static final short ORIENTATION = 0x112;
    private static final short SHORT = 3;

    private ExifOrientation() {}

    /** Returns a JPEG file with the mark put behind its first two bytes; codes are 1 (upright) to 8. */
    public static byte[] added(byte[] jpeg, int code) {
        return ByteBuffer.allocate(jpeg.length + SEGMENT_BYTES)
                .put(jpeg, 0, 2)
                // The segment's marker, and its length without that.
                .putShort((short) 0xFFE1)
                .putShort((short) (SEGMENT_BYTES - 2))
                .put("Exif\0\0MM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                // One entry: its tag, type, count and value, the latter padded; and no further directory.
                .putShort((short) 1)
                .putShort(ORIENTATION)
                .putShort(SHORT)
                .putInt(1)
                .putShort((short) code)
                .putShort((short) 0)
                .putInt(0)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }
}
