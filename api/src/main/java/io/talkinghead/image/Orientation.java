package io.talkinghead.image;

import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * How a camera was held: the EXIF orientation, 1 to 8.
 *
 * @param code 1 is upright; 2-4 are flips and half a turn; 5-8 swap width and height
 */
record Orientation(int code) {
    private static final Orientation UPRIGHT = new Orientation(1);
    /** Codes by the quarter turns clockwise that are still needed. */
    private static final int[] TURNED = {1, 6, 3, 8};

    private static final int IDENTIFIER_BYTES = 6;
    /** Codes whose picture is stored from right to left, and from bottom to top. */
    private static final Set<Integer> MIRRORED_X = Set.of(2, 3, 7, 8);

    private static final Set<Integer> MIRRORED_Y = Set.of(3, 4, 6, 7);

    /** Returns that of a picture which is upright after some quarter turns clockwise. */
    static Orientation afterTurn(int quarters) {
        return new Orientation(TURNED[Math.floorMod(quarters, TURNED.length)]);
    }

    /** Reads it from the bytes of a JPEG, PNG or WebP file; any other file, or one without it, is upright. */
    static Orientation of(byte[] file, PictureKind kind) {
        try {
            return switch (kind) {
                case JPEG -> ofJpeg(file);
                case PNG -> of(Chunks.ofPng(file).first("eXIf"));
                case WEBP -> of(Chunks.ofWebp(file).first("EXIF"));
                // HEIC and AVIF have turned pictures of their own, and their readers turn them.
                default -> UPRIGHT;
            };
        } catch (IOException | RuntimeException e) {
            // A damaged EXIF block is no reason to refuse the picture.
            return UPRIGHT;
        }
    }

    private static Orientation ofJpeg(byte[] file) throws IOException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            List<JPEGSegment> segments = JPEGSegmentUtil.readSegments(in, JPEG.APP1, "Exif");
            if (segments.isEmpty()) {
                return UPRIGHT;
            }
            try (var data = segments.get(0).segmentData()) {
                // "Exif" and two zeros stand before the TIFF header.
                data.skipNBytes(IDENTIFIER_BYTES);
                return ofTiff(data);
            }
        }
    }

    private static Orientation of(Optional<ByteBuffer> chunk) throws IOException {
        if (chunk.isEmpty()) {
            return UPRIGHT;
        }
        byte[] exif = new byte[chunk.get().remaining()];
        chunk.get().get(exif);
        // Some programs copy JPEG's "Exif" and its zeros along.
        int start = exif.length > IDENTIFIER_BYTES && exif[0] == 'E' ? IDENTIFIER_BYTES : 0;
        return ofTiff(new ByteArrayInputStream(exif, start, exif.length - start));
    }

    private static Orientation ofTiff(InputStream data) throws IOException {
        try (ImageInputStream tiff = new MemoryCacheImageInputStream(data)) {
            Directory directory = new TIFFReader().read(tiff);
            Entry entry = directory.getEntryById(TIFF.TAG_ORIENTATION);
            int code = entry != null && entry.getValue() instanceof Number number ? number.intValue() : 1;
            return code >= 1 && code <= 8 ? new Orientation(code) : UPRIGHT;
        }
    }

    /** Turns a picture upright. */
    Frame upright(Frame frame) {
        if (code == 1) {
            return frame;
        }
        boolean swapped = code >= 5;
        int width = swapped ? frame.heightPx() : frame.widthPx();
        int height = swapped ? frame.widthPx() : frame.heightPx();
        byte[] from = frame.rgb();
        byte[] rgb = new byte[from.length];
        boolean mirrorX = MIRRORED_X.contains(code);
        boolean mirrorY = MIRRORED_Y.contains(code);
        int lastX = frame.widthPx() - 1;
        int lastY = frame.heightPx() - 1;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int a = swapped ? y : x;
                int b = swapped ? x : y;
                int sourceX = mirrorX ? lastX - a : a;
                int sourceY = mirrorY ? lastY - b : b;
                System.arraycopy(from, 3 * (sourceY * frame.widthPx() + sourceX), rgb, 3 * (y * width + x), 3);
            }
        }
        return Frame.of(width, height, rgb);
    }
}
