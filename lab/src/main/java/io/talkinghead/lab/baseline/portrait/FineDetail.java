package io.talkinghead.lab.baseline.portrait;

import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.face.FacePart;
import io.talkinghead.lab.baseline.picture.Blur;
import io.talkinghead.lab.baseline.picture.Outline;
import io.talkinghead.lab.baseline.picture.Pixels;
import java.util.List;

/**
 * Wrinkles of a driver, as an expression ratio image (Liu et al. 2001): by how much its skin is brighter or darker at a place than in
 * its reference, compared with what surrounds the place.
 *
 * <p>A ratio counts where it can be trusted. Where the reference has structure, such as an edge or a hair, the two pictures must
 * correlate; eyes and mouth, which move by themselves, are left out, and so is everything beyond the face.
 *
 * <p><b>Threading:</b> any number of threads.
 */
final class FineDetail {
    /** Below this scale is noise, in pixels of 256 a side. */
    private static final double NOISE = 1.5;
    /** Beyond this scale is light and not skin. */
    private static final double LIGHT = 10;
    /** Over this scale pictures are correlated. */
    private static final double PATCH = 4;
    /** The face's border and those of eyes and mouth are so soft. */
    private static final double BORDER = 4;

    private static final float LEAST = 0.75f;
    private static final float MOST = 1.2f;
    /** A deviation of the light by this share of it is structure. */
    private static final float STRUCTURE = 0.08f;
    /** A correlation of this or less is none. */
    private static final float UNRELATED = 0.4f;
    /** Keeps the ratios of dark places finite, of light in 0 to 2. */
    private static final float DARK = 0.1f;
    /** Eyes with their lids, mouths with the lips' edges. */
    private static final double GROWN = 1.5;

    private static final List<FacePart> LEFT_OUT = List.of(FacePart.LEFT_EYE, FacePart.RIGHT_EYE, FacePart.OUTER_LIPS);

    private FineDetail() {}

    /**
     * Multiplies a picture by the ratios.
     *
     * @param driver 3 planes in [-1, 1], its face where the picture has it
     * @param reference likewise
     * @param onto 3 planes in [-1, 1], changed
     * @param face where the face is in all three
     * @param within how much of each pixel is the face's, 0 to 1
     */
    static void transfer(float[] driver, float[] reference, float[] onto, PosedFace face, float[] within) {
        int side = face.resolution();
        int plane = side * side;
        float[] lit = light(driver, plane);
        float[] before = light(reference, plane);
        float[] ratio = ratio(lit, before, side);
        float[] trust = trust(lit, before, side);
        float[] where = where(face, within);
        for (int i = 0; i < 3 * plane; i++) {
            int pixel = i % plane;
            float factor = 1 + where[pixel] * trust[pixel] * (ratio[pixel] - 1);
            onto[i] = (onto[i] + 1) * factor - 1;
        }
    }

    /** Returns light in 0 to 2. */
    private static float[] light(float[] planes, int plane) {
        float[] light = new float[plane];
        for (int i = 0; i < plane; i++) {
            light[i] = 1 + 0.299f * planes[i] + 0.587f * planes[plane + i] + 0.114f * planes[2 * plane + i];
        }
        return light;
    }

    private static float[] ratio(float[] driver, float[] reference, int side) {
        float[] fine = fine(driver, side);
        float[] fineBefore = fine(reference, side);
        for (int i = 0; i < fine.length; i++) {
            fine[i] = Math.max(LEAST, Math.min(MOST, fine[i] / fineBefore[i]));
        }
        return fine;
    }

    /** Returns light without noise, divided by what surrounds it. */
    private static float[] fine(float[] light, int side) {
        float[] fine = Blur.of(light, side, Pixels.of(NOISE, side));
        float[] around = Blur.of(light, side, Pixels.of(LIGHT, side));
        for (int i = 0; i < fine.length; i++) {
            fine[i] = (fine[i] + DARK) / (around[i] + DARK);
        }
        return fine;
    }

    private static float[] trust(float[] driver, float[] reference, int side) {
        int radius = Pixels.of(PATCH, side);
        float[] mean = Blur.of(driver, side, radius);
        float[] meanBefore = Blur.of(reference, side, radius);
        float[] variance = Blur.of(product(driver, driver), side, radius);
        float[] varianceBefore = Blur.of(product(reference, reference), side, radius);
        float[] together = Blur.of(product(driver, reference), side, radius);
        float[] trust = new float[driver.length];
        for (int i = 0; i < trust.length; i++) {
            float spread = Math.max(0, variance[i] - mean[i] * mean[i]);
            float spreadBefore = Math.max(0, varianceBefore[i] - meanBefore[i] * meanBefore[i]);
            float most = STRUCTURE * (meanBefore[i] + DARK);
            float structure = Math.min(1, spreadBefore / (most * most));
            double product = Math.sqrt((double) spread * spreadBefore) + 1e-6;
            double alike = (together[i] - mean[i] * meanBefore[i]) / product;
            double related = Math.max(0, Math.min(1, (alike - UNRELATED) / (1 - UNRELATED)));
            trust[i] = (float) (1 - structure * (1 - related));
        }
        return trust;
    }

    private static float[] product(float[] first, float[] second) {
        float[] product = new float[first.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = first[i] * second[i];
        }
        return product;
    }

    private static float[] where(PosedFace face, float[] within) {
        int side = face.resolution();
        float[] where = within.clone();
        for (FacePart part : LEFT_OUT) {
            float[] out = Outline.of(face, part).grown(GROWN).inside(side);
            for (int i = 0; i < where.length; i++) {
                where[i] *= 1 - out[i];
            }
        }
        float[] soft = Blur.of(where, side, Pixels.of(BORDER, side));
        for (int i = 0; i < where.length; i++) {
            where[i] *= soft[i];
        }
        return where;
    }
}
