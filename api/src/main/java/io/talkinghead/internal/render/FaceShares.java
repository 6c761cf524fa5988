package io.talkinghead.internal.render;

import io.talkinghead.image.Frame;
import io.talkinghead.image.SquareCrop;
import java.util.List;

/**
 * Which face of a picture each pixel belongs to: the nearest one, measured in the sides of the faces' crops, with a soft border between the
 * two nearest.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class FaceShares {
    /** More faces have no number in a byte, and no use. */
    public static final int MOST = 100;

    private static final int WHOLE = 255;
    /** How wide the border between two faces is, in sides of their crops. */
    private static final double BORDER = 0.06;

    private final int width;
    private final int height;
    private final byte[] nearest;
    private final byte[] next;
    private final byte[] share;

    private FaceShares(int width, int height) {
        this.width = width;
        this.height = height;
        nearest = new byte[width * height];
        next = new byte[width * height];
        share = new byte[width * height];
    }

    /** Shares a picture among faces, 1 to {@value #MOST}, with these crops in its pixels. */
    public static FaceShares of(List<SquareCrop> crops, int widthPx, int heightPx) {
        FaceShares shares = new FaceShares(widthPx, heightPx);
        for (int y = 0; y < heightPx; y++) {
            for (int x = 0; x < widthPx; x++) {
                shares.set(crops, x, y);
            }
        }
        return shares;
    }

    private void set(List<SquareCrop> crops, int x, int y) {
        int first = 0;
        int second = 0;
        double least = Double.MAX_VALUE;
        double later = Double.MAX_VALUE;
        for (int i = 0; i < crops.size(); i++) {
            double distance = distance(crops.get(i), x + 0.5, y + 0.5);
            if (distance < least) {
                second = first;
                later = least;
                first = i;
                least = distance;
            } else if (distance < later) {
                second = i;
                later = distance;
            }
        }
        int at = y * width + x;
        nearest[at] = (byte) first;
        next[at] = (byte) second;
        share[at] = (byte) Math.round(WHOLE * Math.min(1, 0.5 + (later - least) / (2 * BORDER)));
    }

    private static double distance(SquareCrop crop, double x, double y) {
        double half = crop.side() / 2;
        return Math.hypot(x - crop.left() - half, y - crop.top() - half) / crop.side();
    }

    /** Puts a picture together of one picture for each face. */
    public Frame blend(List<Frame> pictures) {
        byte[] rgb = new byte[3 * width * height];
        for (int at = 0; at < share.length; at++) {
            byte[] own = pictures.get(nearest[at]).rgb();
            byte[] other = pictures.get(next[at]).rgb();
            int part = share[at] & 0xFF;
            for (int i = 3 * at; i < 3 * at + 3; i++) {
                int mixed = part * (own[i] & 0xFF) + (WHOLE - part) * (other[i] & 0xFF);
                rgb[i] = (byte) Math.floorDiv(mixed + WHOLE / 2, WHOLE);
            }
        }
        return Frame.of(width, height, rgb);
    }
}
