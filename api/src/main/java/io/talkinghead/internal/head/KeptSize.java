package io.talkinghead.internal.head;

import io.talkinghead.image.Frame;
import io.talkinghead.image.SquareCrop;
import java.util.List;

/** How much of a photo heads keep. */
public final class KeptSize {
    /** No more of a photo is kept than this many pixels of its head crop, and of its longer side. */
    private static final int MAX_CROP_PX = 1024;

    private static final int MAX_PHOTO_PX = 4096;

    private KeptSize() {}

    /** Returns by what to multiply a photo's sides so that none of its head crops is too large; 1 or more leaves it as it is. */
    public static double scale(Frame photo, List<SquareCrop> crops) {
        double scale = (double) MAX_PHOTO_PX / Math.max(photo.widthPx(), photo.heightPx());
        for (SquareCrop crop : crops) {
            scale = Math.min(scale, MAX_CROP_PX / crop.side());
        }
        return scale;
    }
}
