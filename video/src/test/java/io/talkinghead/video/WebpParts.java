package io.talkinghead.video;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Rebuilds WebP files with more in them, as editors and phones write them. */
final class WebpParts {
    private static final int HEADER_BYTES = 12;
    private static final int PROFILE = 0x20;
    private static final int EXIF = 0x08;

    private WebpParts() {}

    /** Adds a colour profile to a simple file. */
    static byte[] profiled(byte[] simple, int widthPx, int heightPx, byte[] profile) {
        return riff(canvas(PROFILE, widthPx, heightPx), part("ICCP", profile), content(simple));
    }

    /** Adds an EXIF block with an orientation to a simple file. */
    static byte[] turned(byte[] simple, int widthPx, int heightPx, int orientation) {
        ByteBuffer tiff = ByteBuffer.allocate(26).put("MM".getBytes(StandardCharsets.US_ASCII));
        tiff.putShort((short) 42).putInt(8).putShort((short) 1);
        tiff.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation);
        return riff(canvas(EXIF, widthPx, heightPx), content(simple), part("EXIF", tiff.array()));
    }

    /** Puts a simple file on a canvas of another size. */
    static byte[] onCanvas(byte[] simple, int widthPx, int heightPx) {
        return riff(canvas(0, widthPx, heightPx), content(simple));
    }

    private static byte[] content(byte[] simple) {
        return ByteBuffer.allocate(simple.length - HEADER_BYTES)
                .put(simple, HEADER_BYTES, simple.length - HEADER_BYTES)
                .array();
    }

    private static byte[] canvas(int flags, int widthPx, int heightPx) {
        ByteBuffer canvas =
                ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putInt(flags);
        canvas.put((byte) (widthPx - 1)).putShort((short) (widthPx - 1 >> 8));
        canvas.put((byte) (heightPx - 1)).putShort((short) (heightPx - 1 >> 8));
        return part("VP8X", canvas.array());
    }

    private static byte[] part(String name, byte[] data) {
        ByteBuffer part = ByteBuffer.allocate(8 + data.length + data.length % 2).order(ByteOrder.LITTLE_ENDIAN);
        return part.put(name.getBytes(StandardCharsets.US_ASCII))
                .putInt(data.length)
                .put(data)
                .array();
    }

    private static byte[] riff(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes("WEBP".getBytes(StandardCharsets.US_ASCII));
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return part("RIFF", all.toByteArray());
    }
}
