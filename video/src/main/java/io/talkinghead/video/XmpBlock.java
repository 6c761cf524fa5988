package io.talkinghead.video;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * XMP where FFmpeg writes none: at the end of a complete MP4, in a box that XMP's specification names, and before the end mark of a GIF,
 * in an application extension. WebM has it among its tags.
 */
final class XmpBlock {
    private static final long BOX_HIGH = 0xBE7ACFCB97A942E8L;
    private static final long BOX_LOW = 0x9C71999491E3AFACL;
    private static final int GIF_END = 0x3B;
    private static final int GIF_EXTENSION = 0x21FF;

    private XmpBlock() {}

    static void append(Path file, OutputFormat format, String xmp) throws IOException {
        switch (format) {
            case MP4 -> append(file, 0, box(xmp));
            case GIF -> append(file, 1, extension(xmp));
            case WEBM -> {}
        }
    }

    /** Writes bytes at the end, in place of the last few. */
    private static void append(Path file, int replaced, byte[] bytes) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek(out.length() - replaced);
            out.write(bytes);
        }
    }

    private static byte[] box(String xmp) throws IOException {
        byte[] packet = xmp.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream box = new DataOutputStream(bytes);
        box.writeInt(2 * Integer.BYTES + 2 * Long.BYTES + packet.length);
        box.writeBytes("uuid");
        box.writeLong(BOX_HIGH);
        box.writeLong(BOX_LOW);
        box.write(packet);
        return bytes.toByteArray();
    }

    /** The packet is no block of GIF: what follows it leads a reader that takes it for one to the end, wherever it arrives. */
    private static byte[] extension(String xmp) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream extension = new DataOutputStream(bytes);
        extension.writeShort(GIF_EXTENSION);
        extension.writeByte("XMP DataXMP".length());
        extension.writeBytes("XMP DataXMP");
        extension.write(xmp.getBytes(StandardCharsets.UTF_8));
        extension.writeByte(1);
        for (int place = 0xFF; place >= 0; place--) {
            extension.writeByte(place);
        }
        extension.writeByte(0);
        extension.writeByte(GIF_END);
        return bytes.toByteArray();
    }
}
