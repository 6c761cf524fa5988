package io.talkinghead.image;

import org.apiguardian.api.API;

/** Conversion between 8-bit frames and the networks' planar values in [-1, 1]. */
@API(status = API.Status.STABLE, since = "0.1")
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

    /** Returns a square picture of 3 x R x R values; values beyond [-1, 1] are clipped. */
    public static Frame toFrame(float[] planes, int resolution) {
        int plane = resolution * resolution;
        byte[] rgb = new byte[3 * plane];
        for (int i = 0; i < plane; i++) {
            for (int channel = 0; channel < 3; channel++) {
                float value = 127.5f * (planes[channel * plane + i] + 1);
                rgb[3 * i + channel] = (byte) Math.min(255, Math.max(0, (int) (value + 0.5f)));
            }
        }
        return Frame.of(resolution, resolution, rgb);
    }
}
