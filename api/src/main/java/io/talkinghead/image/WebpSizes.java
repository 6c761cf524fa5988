package io.talkinghead.image;

import io.talkinghead.image.Chunks.Chunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The sizes that the parts of a WebP file claim, looked at before any memory is taken: its reader believes each part by
 * itself, so that a small canvas may hide a huge picture.
 */
final class WebpSizes {
    private static final int SIDE_BITS = 14;
    private static final int SIDE_MASK = (1 << SIDE_BITS) - 1;
    private static final int FRAME_HEADER_BYTES = 16;
    private static final int CANVAS_BYTES = 10;
    private static final int LOSSY_SIDES_AT = 6;
    private static final int LOSSY_HEADER_BYTES = 10;
    private static final int LOSSLESS_HEADER_BYTES = 5;

    private final int canvasWidthPx;
    private final int canvasHeightPx;

    private WebpSizes(int canvasWidthPx, int canvasHeightPx) {
        this.canvasWidthPx = canvasWidthPx;
        this.canvasHeightPx = canvasHeightPx;
    }

    /** Checks that a file and its profile are whole; the reader would take memory for what they claim, before it misses it. */
    static void checkWhole(byte[] file) throws IOException {
        Chunks chunks = Chunks.ofWebp(file);
        if (chunks.cut()) {
            throw new IOException("its last part reaches beyond its end");
        }
        // A profile begins with its length, in the order of ICC.
        boolean cutProfile = chunks.first("ICCP")
                .filter(data -> data.remaining() < Integer.BYTES
                        || Integer.toUnsignedLong(
                                        data.order(ByteOrder.BIG_ENDIAN).getInt(0))
                                > data.remaining())
                .isPresent();
        if (cutProfile) {
            throw new IOException("its colour profile is cut off");
        }
    }

    /**
     * Checks that none of a file's pictures is larger than its canvas.
     *
     * @param widthPx of the canvas, as the reader says
     * @param heightPx of the canvas, as the reader says
     */
    static void check(byte[] file, int widthPx, int heightPx) throws IOException {
        Chunks chunks = Chunks.ofWebp(file);
        Optional<ByteBuffer> canvas = chunks.first("VP8X").filter(data -> data.remaining() >= CANVAS_BYTES);
        int width = canvas.map(data -> 1 + (data.getInt(4) & 0xFFFFFF)).orElse(widthPx);
        int height = canvas.map(data -> 1 + (data.getInt(6) >>> 8)).orElse(heightPx);
        new WebpSizes(width, height).check(chunks);
    }

    private void check(Chunks chunks) throws IOException {
        for (Chunk chunk : chunks.list()) {
            ByteBuffer data = chunk.data();
            switch (chunk.name()) {
                case "VP8 " -> {
                    if (data.remaining() >= LOSSY_HEADER_BYTES) {
                        check(data.getShort(LOSSY_SIDES_AT) & SIDE_MASK, data.getShort(LOSSY_SIDES_AT + 2) & SIDE_MASK);
                    }
                }
                case "VP8L" -> {
                    if (data.remaining() >= LOSSLESS_HEADER_BYTES) {
                        int sides = data.getInt(1);
                        check(1 + (sides & SIDE_MASK), 1 + (sides >>> SIDE_BITS & SIDE_MASK));
                    }
                }
                case "ANMF" -> {
                    if (data.remaining() >= FRAME_HEADER_BYTES) {
                        check(1 + (data.getInt(5) >>> 8), 1 + (data.getInt(8) >>> 8));
                        check(Chunks.ofRiff(data.duplicate().order(data.order()).position(FRAME_HEADER_BYTES)));
                    }
                }
                default -> {
                    // Colours, metadata and transparency have no size of their own.
                }
            }
        }
    }

    private void check(int widthPx, int heightPx) throws IOException {
        if (widthPx > canvasWidthPx || heightPx > canvasHeightPx) {
            throw new IOException("a picture in it has " + widthPx + " x " + heightPx + " px, and its canvas only "
                    + canvasWidthPx + " x " + canvasHeightPx);
        }
    }
}
