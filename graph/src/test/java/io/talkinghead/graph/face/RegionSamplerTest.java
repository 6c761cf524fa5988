package io.talkinghead.graph.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.face.FaceRegion;
import io.talkinghead.image.Frame;
import java.nio.FloatBuffer;
import java.util.Arrays;
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
            for (int colour = 0; colour < 3; colour++) {
                double expected = bilinear(
                        whole, sourceX * whole.width() / 101 - 0.5, sourceY * whole.height() / 67 - 0.5, colour);
                assertThat((double) input[colour * SIZE * SIZE + i]).isCloseTo(expected, within(0.51));
            }
        }
    }

    @Test
    void sample_longRows_areAsExactAtTheirEnd() {
        int size = 192;
        Frame picture = noise(300, 290);
        FaceRegion region = new FaceRegion(151.3, 147.9, 211.7, 0.123);
        FloatBuffer input = FloatBuffer.allocate(3 * size * size);

        new RegionSampler(size, 0, 255).sample(picture, region, input);

        ShrunkPicture whole = new ShrunkPicture();
        whole.shrink(picture, 1, 0, 0, 300, 290);
        for (int row = 0; row < size; row++) {
            double u = (size - 0.5 - size / 2.0) * 211.7 / size;
            double v = (row + 0.5 - size / 2.0) * 211.7 / size;
            double x = 151.3 + Math.cos(0.123) * u - Math.sin(0.123) * v;
            double y = 147.9 + Math.sin(0.123) * u + Math.cos(0.123) * v;
            assertThat((double) input.get((row + 1) * size - 1))
                    .isCloseTo(bilinear(whole, x - 0.5, y - 0.5, 0), within(0.51));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 40", "40, 1", "1, 1"})
    void sample_pictureOfOneRowOrColumn_isBlackBesideIt(int width, int height) {
        byte[] white = new byte[3 * width * height];
        Arrays.fill(white, (byte) 255);

        float[] input = sample(Frame.of(width, height, white), new FaceRegion(width / 2.0, height / 2.0, SIZE, 0));

        double sum = 0;
        for (int i = 0; i < SIZE * SIZE; i++) {
            sum += input[i] / 255;
        }
        assertThat(sum).isCloseTo(Math.min(SIZE, width) * Math.min(SIZE, height), within(1.0));
        assertThat(input[0]).isZero();
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

    /** A colour at a position in pixel indices. */
    private static double bilinear(ShrunkPicture picture, double x, double y, int colour) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double tx = x - left;
        double ty = y - top;
        return (1 - ty) * ((1 - tx) * level(picture, left, top, colour) + tx * level(picture, left + 1, top, colour))
                + ty
                        * ((1 - tx) * level(picture, left, top + 1, colour)
                                + tx * level(picture, left + 1, top + 1, colour));
    }

    private static int level(ShrunkPicture picture, int x, int y, int colour) {
        boolean inside = x >= 0 && y >= 0 && x < picture.width() && y < picture.height();
        return inside ? picture.rgb()[3 * (y * picture.width() + x) + colour] & 0xFF : 0;
    }

    private static Frame noise(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        new Random(5).nextBytes(rgb);
        return Frame.of(width, height, rgb);
    }
}
