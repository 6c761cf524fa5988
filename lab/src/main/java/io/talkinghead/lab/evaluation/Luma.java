package io.talkinghead.lab.evaluation;

import io.talkinghead.image.Frame;

/** How bright pictures are. */
final class Luma {
    private Luma() {}

    /** Returns the luma of ITU-R BT.601, 0 to 255, row by row. */
    static double[] of(Frame frame) {
        byte[] rgb = frame.rgb();
        double[] luma = new double[rgb.length / 3];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = 0.299 * (rgb[3 * i] & 0xFF) + 0.587 * (rgb[3 * i + 1] & 0xFF) + 0.114 * (rgb[3 * i + 2] & 0xFF);
        }
        return luma;
    }
}
