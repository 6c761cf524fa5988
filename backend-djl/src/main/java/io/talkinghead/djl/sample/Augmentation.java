package io.talkinghead.djl.sample;

import io.talkinghead.face.CropRule;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Resampler;
import io.talkinghead.image.SquareCrop;
import java.util.Random;

/**
 * A change of all frames of an episode alike: who is shown, and what moves, stays the same.
 *
 * @param mirrored whether left and right change places
 * @param scale size of the cut-out in parts of the picture
 * @param shiftX of its centre to the right, in parts of the picture
 * @param shiftY of its centre downwards
 * @param gains per channel
 * @param offset added to all channels, in [-1, 1] values
 */
@SuppressWarnings("ArrayRecordComponent") // Internal, never compared.
public record Augmentation(boolean mirrored, double scale, double shiftX, double shiftY, float[] gains, float offset) {
    /** Changes nothing. */
    public static final Augmentation NONE = new Augmentation(false, 1, 0, 0, new float[] {1, 1, 1}, 0);

    private static final double MOST_SCALE = 0.08;
    private static final double MOST_SHIFT = 0.04;
    private static final double MOST_BRIGHTNESS = 0.15;
    private static final double MOST_TINT = 0.08;
    private static final double MOST_OFFSET = 0.08;

    /** Draws one. */
    public static Augmentation draw(Random random) {
        float brightness = (float) (1 + even(random, MOST_BRIGHTNESS));
        float[] gains = new float[3];
        for (int channel = 0; channel < gains.length; channel++) {
            gains[channel] = (float) (brightness * (1 + even(random, MOST_TINT)));
        }
        return new Augmentation(
                random.nextBoolean(),
                1 + even(random, MOST_SCALE),
                even(random, MOST_SHIFT),
                even(random, MOST_SHIFT),
                gains,
                (float) even(random, MOST_OFFSET));
    }

    private static double even(Random random, double most) {
        return (2 * random.nextDouble() - 1) * most;
    }

    /** Applies this to a square picture with its landmarks, at a resolution. */
    public Shot apply(Frame picture, Landmarks landmarks, int resolution) {
        double side = scale * picture.widthPx();
        double left = (picture.widthPx() - side) / 2 + shiftX * picture.widthPx();
        double top = (picture.heightPx() - side) / 2 + shiftY * picture.heightPx();
        SquareCrop crop = new SquareCrop(left, top, side);
        Frame cut = Resampler.crop(picture, crop, resolution);
        Landmarks moved = CropRule.intoCrop(landmarks, crop, resolution);
        Shot cutOut = Shot.of(cut, moved);
        Shot shot = mirrored ? cutOut.mirrored() : cutOut;
        recolour(shot.planes());
        return shot;
    }

    private void recolour(float[] planes) {
        int pixels = planes.length / 3;
        for (int i = 0; i < planes.length; i++) {
            // Gains act on light, which is 0 at -1.
            float value = (planes[i] + 1) * gains[i / pixels] - 1 + offset;
            planes[i] = Math.max(-1, Math.min(1, value));
        }
    }
}
