package io.talkinghead.graph.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.face.FaceRegion;
import io.talkinghead.image.Frame;
import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionSamplerTest {
    private static final int SIZE = 16;

    @Test
    void sample_wholePictureAtItsSize_givesItsPixels() {
        Frame picture = noise(SIZE, SIZE);

        float[] input = sample(picture, new FaceRegion(SIZE / 2.0, SIZE / 2.0, SIZE, 0));

        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    assertThat(input[(channel * SIZE + y) * SIZE + x]).isEqualTo(picture.sample(x, y, channel));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "20, 20, 21, 0.3",
        "2, 50, 30, -1",
        "40, 30, 67, 0.2",
        "5, 8, 70, 2.5",
        "95, 60, 140, -0.7",
        "50, 33, 101, 0",
        "-300, 30, 40, 0",
        "400, 900, 140, 1",
    })
    void sample_anyRegion_isBilinearInTheShrunkPictureAndBlackOutside(double x, double y, double side, double angle) {
        Frame picture = noise(101, 67);
        FaceRegion region = new FaceRegion(x, y, side, angle);

        float[] input = sample(picture, region);

        int factor = side / SIZE <= 2 ? 1 : side / SIZE <= 4 ? 2 : side / SIZE <= 8 ? 4 : 8;
        ShrunkPicture whole = new ShrunkPicture();
        whole.shrink(picture, factor, 0, 0, 101, 67);
        for (int i = 0; i < SIZE * SIZE; i++) {
            double u = (i % SIZE + 0.5 - SIZE / 2.0) * side / SIZE;
            double v = (Math.floorDiv(i, SIZE) + 0.5 - SIZE / 2.0) * side / SIZE;
            double sourceX = x + Math.cos(angle) * u - Math.sin(angle) * v;
            double sourceY = y + Math.sin(angle) * u + Math.cos(angle) * v;
            double expected = bilinear(whole, sourceX * whole.width() / 101 - 0.5, sourceY * whole.height() / 67 - 0.5);
            assertThat((double) input[i]).isCloseTo(expected, within(0.51));
        }
    }

    @Test
    void sample_pictureWiderThanPlacesInWholeNumbersReach_isThatOfItsPart() {
        int width = 70_000;
        int height = 24;
        Frame wide = noise(width, height);
        byte[] part = new byte[3 * 32 * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(wide.rgb(), 3 * ((y + 1) * width - 32), part, 3 * y * 32, 3 * 32);
        }

        float[] input = sample(wide, new FaceRegion(width - 16.3, 12.2, 17, 0.1));

        float[] expected = sample(Frame.of(32, height, part), new FaceRegion(32 - 16.3, 12.2, 17, 0.1));
        for (int i = 0; i < input.length; i++) {
            assertThat(input[i]).isCloseTo(expected[i], within(1f));
        }
    }

    @Test
    void shrink_sideTheFactorDoesNotDivide_squeezesTheWholeSide() {
        byte[] rgb = new byte[3 * 5];
        for (int x = 0; x < 5; x++) {
            rgb[3 * x] = (byte) (10 * x);
        }
        ShrunkPicture shrunk = new ShrunkPicture();

        shrunk.shrink(Frame.of(5, 1, rgb), 2, 0, 0, 2, 1);

        assertThat(shrunk.width()).isEqualTo(2);
        assertThat(shrunk.height()).isEqualTo(1);
        // Two and a half pixels each: 0, 10 and half of 20; half of 20, 30 and 40.
        assertThat(shrunk.rgb()[0]).isEqualTo((byte) 8);
        assertThat(shrunk.rgb()[3]).isEqualTo((byte) 32);
    }

    @Test
    void sample_smallerPictureAfterALargerOne_showsNothingOfTheLargerOne() {
        RegionSampler sampler = new RegionSampler(SIZE, 0, 255);
        FloatBuffer input = FloatBuffer.allocate(3 * SIZE * SIZE);
        FaceRegion region = new FaceRegion(30, 20, 90, 0.4);
        sampler.sample(noise(200, 180), new FaceRegion(100, 90, 200, 0), input);

        sampler.sample(noise(61, 43), region, input);

        assertThat(input.array()).isEqualTo(sample(noise(61, 43), region));
    }

    private static float[] sample(Frame picture, FaceRegion region) {
        FloatBuffer input = FloatBuffer.allocate(3 * SIZE * SIZE);
        new RegionSampler(SIZE, 0, 255).sample(picture, region, input);
        return input.array();
    }

    /** Red at a position in pixel indices. */
    private static double bilinear(ShrunkPicture picture, double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double tx = x - left;
        double ty = y - top;
        return (1 - ty) * ((1 - tx) * red(picture, left, top) + tx * red(picture, left + 1, top))
                + ty * ((1 - tx) * red(picture, left, top + 1) + tx * red(picture, left + 1, top + 1));
    }

    private static int red(ShrunkPicture picture, int x, int y) {
        boolean inside = x >= 0 && y >= 0 && x < picture.width() && y < picture.height();
        return inside ? picture.rgb()[3 * (y * picture.width() + x)] & 0xFF : 0;
    }

    private static Frame noise(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        new Random(5).nextBytes(rgb);
        return Frame.of(width, height, rgb);
    }
}
