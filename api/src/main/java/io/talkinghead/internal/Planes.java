package io.talkinghead.internal;

import io.talkinghead.image.Frame;

/** Conversion between 8-bit frames and the networks' planar values in [-1, 1]. */
public final class Planes {
    private Planes() {}

    /** Returns 3 x H x W values. */
    public static float[] from(Frame frame) {
        byte[] rgb = frame.rgb();
        int plane = frame.widthPx() * frame.heightPx();
        float[] planes = new float[3 * plane];
        for (int i = 0; i < plane; i++) {
            for (int channel = 0; channel < 3; channel++) {
                planes[channel * plane + i] = (rgb[3 * i + channel] & 0xFF) / 127.5f - 1;
            }
        }
        return planes;
    }
}
