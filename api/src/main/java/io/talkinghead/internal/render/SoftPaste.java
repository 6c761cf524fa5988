package io.talkinghead.internal.render;

import io.talkinghead.image.Frame;

/**
 * Puts a rendered crop back into the whole photo, fading towards the crop's edge. An edge that lies on or beyond the
 * photo's own edge does not fade: there is nothing to fade to.
 */
final class SoftPaste {
    private static final double FADE = 0.08;

    private final Frame photo;
    private final int left;
    private final int top;
    private final int side;
    private final float[] weightX;
    private final float[] weightY;

    /** Prepares a paste of squares of {@code side} pixels at whole-pixel place {@code (left, top)}, maybe outside. */
    SoftPaste(Frame photo, int left, int top, int side) {
        this.photo = photo;
        this.left = left;
        this.top = top;
        this.side = side;
        weightX = weights(left, side, photo.widthPx());
        weightY = weights(top, side, photo.heightPx());
    }

    private static float[] weights(int start, int side, int limit) {
        float[] weights = new float[side];
        double fade = Math.max(1, FADE * side);
        for (int i = 0; i < side; i++) {
            double weight = 1;
            if (start > 0) {
                weight = Math.min(weight, (i + 0.5) / fade);
            }
            if (start + side < limit) {
                weight = Math.min(weight, (side - i - 0.5) / fade);
            }
            weights[i] = (float) (weight * weight * (3 - 2 * weight));
        }
        return weights;
    }

    Frame photo() {
        return photo;
    }

    /** Returns the photo with the crop in it. */
    Frame paste(byte[] crop) {
        byte[] rgb = photo.rgb().clone();
        int width = photo.widthPx();
        int fromX = Math.max(0, -left);
        int toX = Math.min(side, width - left);
        int fromY = Math.max(0, -top);
        int toY = Math.min(side, photo.heightPx() - top);
        for (int y = fromY; y < toY; y++) {
            for (int x = fromX; x < toX; x++) {
                float weight = weightX[x] * weightY[y];
                int at = 3 * ((top + y) * width + left + x);
                int from = 3 * (y * side + x);
                for (int channel = 0; channel < 3; channel++) {
                    float old = rgb[at + channel] & 0xFF;
                    float now = crop[from + channel] & 0xFF;
                    rgb[at + channel] = (byte) (old + weight * (now - old) + 0.5f);
                }
            }
        }
        return Frame.of(width, photo.heightPx(), rgb);
    }
}
