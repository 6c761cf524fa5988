package io.talkinghead.image;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.apiguardian.api.API;

/**
 * Resizes and crops pictures in high quality: Catmull-Rom interpolation when enlarging, the same kernel stretched over all
 * source pixels when shrinking, so that nothing aliases. Outside the source its edge pixels are repeated.
 *
 * <p>Positions are continuous: pixel centres lie at +0.5 before and after.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class Resampler {
    private Resampler() {}

    /**
     * Resizes a picture.
     *
     * @throws IllegalArgumentException when a side is not positive
     */
    public static Frame resize(Frame source, int widthPx, int heightPx) {
        checkArgument(widthPx > 0 && heightPx > 0, "a picture needs positive sides, not %s x %s", widthPx, heightPx);
        return resample(
                source,
                Taps.of(0, source.widthPx(), source.widthPx(), widthPx),
                Taps.of(0, source.heightPx(), source.heightPx(), heightPx));
    }

    /**
     * Cuts a square out of a picture, repeating edge pixels outside, and resizes it.
     *
     * @throws IllegalArgumentException when the crop's side or the size is not positive
     */
    public static Frame crop(Frame source, SquareCrop crop, int sizePx) {
        checkArgument(crop.side() > 0 && sizePx > 0, "%s cannot become %s px", crop, sizePx);
        return resample(
                source,
                Taps.of(crop.left(), crop.side(), source.widthPx(), sizePx),
                Taps.of(crop.top(), crop.side(), source.heightPx(), sizePx));
    }

    private static Frame resample(Frame source, Taps columns, Taps rows) {
        float[] narrowed = horizontally(source, columns, rows.first(), rows.last());
        return vertically(narrowed, columns.size(), rows);
    }

    /** Resamples the source rows that will be needed, {@code fromRow} to {@code toRow} inclusive. */
    private static float[] horizontally(Frame source, Taps columns, int fromRow, int toRow) {
        byte[] rgb = source.rgb();
        int width = columns.size();
        float[] out = new float[3 * width * (toRow - fromRow + 1)];
        int to = 0;
        for (int y = fromRow; y <= toRow; y++) {
            int row = 3 * y * source.widthPx();
            for (int x = 0; x < width; x++) {
                float red = 0;
                float green = 0;
                float blue = 0;
                for (int tap = columns.start(x); tap < columns.start(x + 1); tap++) {
                    int at = row + 3 * columns.source(tap);
                    float weight = columns.weight(tap);
                    red += weight * (rgb[at] & 0xFF);
                    green += weight * (rgb[at + 1] & 0xFF);
                    blue += weight * (rgb[at + 2] & 0xFF);
                }
                out[to++] = red;
                out[to++] = green;
                out[to++] = blue;
            }
        }
        return out;
    }

    private static Frame vertically(float[] narrowed, int width, Taps rows) {
        int stride = 3 * width;
        byte[] rgb = new byte[Math.multiplyExact(stride, rows.size())];
        float[] sums = new float[stride];
        for (int y = 0; y < rows.size(); y++) {
            Arrays.fill(sums, 0.5f);
            for (int tap = rows.start(y); tap < rows.start(y + 1); tap++) {
                int from = stride * (rows.source(tap) - rows.first());
                float weight = rows.weight(tap);
                for (int i = 0; i < stride; i++) {
                    sums[i] += weight * narrowed[from + i];
                }
            }
            for (int i = 0; i < stride; i++) {
                rgb[y * stride + i] = (byte) Math.min(255, Math.max(0, (int) sums[i]));
            }
        }
        return Frame.of(width, rows.size(), rgb);
    }
}
