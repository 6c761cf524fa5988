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
import java.util.List;
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

    /** Reads it from the bytes of a JPEG file; any other file, or one without it, is upright. */
    static Orientation of(byte[] file) {
        boolean jpeg = file.length > 3 && (file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == 0xD8;
        if (!jpeg) {
            return UPRIGHT;
        }
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            List<JPEGSegment> segments = JPEGSegmentUtil.readSegments(in, JPEG.APP1, "Exif");
            return segments.isEmpty() ? UPRIGHT : of(segments.get(0));
        } catch (IOException | RuntimeException e) {
            // A damaged EXIF block is no reason to refuse the picture.
            return UPRIGHT;
        }
    }

    private static Orientation of(JPEGSegment exif) throws IOException {
        try (var data = exif.segmentData();
                ImageInputStream tiff = new MemoryCacheImageInputStream(data)) {
            // "Exif" and two zeros stand before the TIFF header.
            data.skipNBytes(IDENTIFIER_BYTES);
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
