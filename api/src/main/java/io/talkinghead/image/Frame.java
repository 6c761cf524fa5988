package io.talkinghead.image;

import static com.google.common.base.Preconditions.checkArgument;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An RGB picture in memory.
 *
 * <p><b>Data:</b> 8 bits per channel, interleaved R, G, B, rows from the top, no padding between rows; sRGB values 0-255.
 *
 * <p>Two frames are equal when they are the same object: comparing megabytes is left to {@code Arrays.equals(a.rgb(), b.rgb())}.
 *
 * <p><b>Threading:</b> immutable as long as nobody writes to {@link #rgb()}; then safe to share.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class Frame {
    private final int widthPx;
    private final int heightPx;
    private final byte[] rgb;
    private final @Nullable Synthesis synthesis;

    private Frame(int widthPx, int heightPx, byte[] rgb, @Nullable Synthesis synthesis) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.rgb = rgb;
        this.synthesis = synthesis;
    }

    /**
     * Wraps pixels without copying them; the caller gives the array away.
     *
     * @throws IllegalArgumentException when a side is not positive or the array is not {@code 3 * width * height} long
     */
    public static Frame of(int widthPx, int heightPx, byte[] rgb) {
        checkArgument(widthPx > 0 && heightPx > 0, "a frame needs positive sides, not %s x %s", widthPx, heightPx);
        // Not checkArgument, which would box four numbers for every frame.
        if (rgb.length != 3L * widthPx * heightPx) {
            throw new IllegalArgumentException("a " + widthPx + " x " + heightPx + " frame needs "
                    + 3L * widthPx * heightPx + " bytes, not " + rgb.length);
        }
        return new Frame(widthPx, heightPx, rgb, null);
    }

    /** Copies any AWT image, converting its colours to sRGB; transparency is laid over black. */
    public static Frame from(BufferedImage image) {
        if (image.getType() != BufferedImage.TYPE_3BYTE_BGR) {
            return swapped(drawn(image));
        }
        int width = image.getWidth();
        int height = image.getHeight();
        // All rows at once would be converted pixel by pixel; and once asked for its array, an image is slow to show.
        byte[] rgb = new byte[3 * width * height];
        byte[] row = new byte[3 * width];
        for (int y = 0; y < height; y++) {
            image.getRaster().getDataElements(0, y, width, 1, row);
            System.arraycopy(row, 0, rgb, 3 * width * y, row.length);
        }
        return new Frame(width, height, rgb, null);
    }

    /** Copies an image that is nobody else's, faster where it can. */
    static Frame fromDecoded(BufferedImage image) {
        boolean whole = image.getType() == BufferedImage.TYPE_3BYTE_BGR
                && image.getRaster().getDataBuffer().getSize() == 3 * image.getWidth() * image.getHeight();
        return whole ? swapped(image) : from(image);
    }

    private static BufferedImage drawn(BufferedImage image) {
        BufferedImage bgr = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        var graphics = bgr.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return bgr;
    }

    private static Frame swapped(BufferedImage bgr) {
        byte[] stored = ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData();
        byte[] rgb = new byte[stored.length];
        swapRedAndBlue(stored, rgb);
        return new Frame(bgr.getWidth(), bgr.getHeight(), rgb, null);
    }

    private static void swapRedAndBlue(byte[] from, byte[] to) {
        for (int i = 0; i < to.length; i += 3) {
            to[i] = from[i + 2];
            to[i + 1] = from[i + 1];
            to[i + 2] = from[i];
        }
    }

    /** Returns the width in pixels. */
    public int widthPx() {
        return widthPx;
    }

    /** Returns the height in pixels. */
    public int heightPx() {
        return heightPx;
    }

    /** Returns the pixels themselves, not a copy: do not write to them. */
    public byte[] rgb() {
        return rgb;
    }

    /**
     * Returns how the picture was made, if a head rendered it: files written of it say so. Pictures made of this one, such as
     * {@link #turned}, do not know.
     */
    public Optional<Synthesis> synthesis() {
        return Optional.ofNullable(synthesis);
    }

    /** Returns a frame of the same pixels that says how it was made. */
    public Frame withSynthesis(Synthesis newSynthesis) {
        return new Frame(widthPx, heightPx, rgb, newSynthesis);
    }

    /** Returns one sample, 0-255; channel 0 is red, 1 green, 2 blue. */
    public int sample(int x, int y, int channel) {
        return rgb[3 * (y * widthPx + x) + channel] & 0xFF;
    }

    /** Returns the picture turned clockwise by so many quarters of a whole turn; negative ones turn the other way. */
    public Frame turned(int quarters) {
        return Orientation.afterTurn(quarters).upright(this);
    }

    /** Copies the picture into an AWT image of type {@link BufferedImage#TYPE_3BYTE_BGR}. */
    public BufferedImage toBufferedImage() {
        BufferedImage image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_3BYTE_BGR);
        swapRedAndBlue(rgb, ((DataBufferByte) image.getRaster().getDataBuffer()).getData());
        return image;
    }

    @Override
    public String toString() {
        return "Frame[" + widthPx + " x " + heightPx + "]";
    }
}
