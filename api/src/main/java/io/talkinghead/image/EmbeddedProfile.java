package io.talkinghead.image;

import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import javax.imageio.IIOException;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The colour profile of a PNG file, which the JDK's reader passes over; the readers of other formats use theirs. */
final class EmbeddedProfile {
    /** Printers' profiles, the largest, take half of it. */
    private static final int MAX_PROFILE_BYTES = 8 << 20;

    private EmbeddedProfile() {}

    /** Returns the profile; nothing where there is none, or one that cannot be used. */
    static Optional<ICC_Profile> of(byte[] file, PictureKind kind) {
        return kind == PictureKind.PNG
                ? Chunks.ofPng(file).first("iCCP").flatMap(EmbeddedProfile::inflate)
                : Optional.empty();
    }

    /** Refuses a JPEG file whose profile claims to be longer than the file: its reader would take the memory first. */
    static void checkJpeg(byte[] file) throws IOException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            for (JPEGSegment segment : JPEGSegmentUtil.readSegments(in, JPEG.APP2, "ICC_PROFILE")) {
                try (DataInputStream data = new DataInputStream(segment.data())) {
                    int number = data.readUnsignedByte();
                    data.readUnsignedByte();
                    if (number == 1 && Integer.toUnsignedLong(data.readInt()) > file.length) {
                        throw new IIOException("its colour profile is cut off");
                    }
                }
            }
        } catch (EOFException e) {
            // Too short to claim anything.
        }
    }

    private static Optional<ICC_Profile> inflate(ByteBuffer chunk) {
        byte[] data = new byte[chunk.remaining()];
        chunk.get(data);
        int nameEnd = 0;
        while (nameEnd < data.length && data[nameEnd] != 0) {
            nameEnd++;
        }
        // After the name's zero stands the number of the compression, of which there is one.
        int start = Math.min(data.length, nameEnd + 2);
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(data, start, data.length - start))) {
            return Optional.of(ICC_Profile.getInstance(in.readNBytes(MAX_PROFILE_BYTES)));
        } catch (IOException | IllegalArgumentException e) {
            // As browsers do: a damaged profile is no reason to refuse the picture.
            return Optional.empty();
        }
    }
}
