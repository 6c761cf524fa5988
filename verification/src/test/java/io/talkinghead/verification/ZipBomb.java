package io.talkinghead.verification;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;

/** Writes a zip file of some megabytes whose only entry is ten gigabytes of zeros. */
final class ZipBomb {
    private static final int MEGABYTES = 10 * 1024;

    private ZipBomb() {}

    static Path write(Path file, String entry) throws IOException {
        byte[] name = entry.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer header = ByteBuffer.allocate(30 + name.length).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0x04034B50).putShort((short) 20);
        // Bit 3: the sizes come after the content, so the header promises nothing.
        header.putShort((short) 8).putShort((short) Deflater.DEFLATED);
        header.position(26).putShort((short) name.length).putShort((short) 0).put(name);
        byte[] megabyte = deflatedMegabyte();
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(header.array());
            // Compressed blocks that end on a byte may follow one another: no need to compress all the zeros.
            for (int i = 0; i < MEGABYTES; i++) {
                out.write(megabyte);
            }
            out.write(new byte[] {3, 0});
        }
        return file;
    }

    private static byte[] deflatedMegabyte() {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(new byte[1 << 20]);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 14];
            int count;
            do {
                count = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
                out.write(buffer, 0, count);
            } while (count == buffer.length);
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
