package io.talkinghead.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.testkit.DrawnFaces;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

class ImageMetricsTest {
    @Test
    void l1_handMadePictures_isTheMeanOfTheSixDifferences() {
        Frame a = Frame.of(2, 1, new byte[] {0, 10, 20, (byte) 255, 100, 50});
        Frame b = Frame.of(2, 1, new byte[] {3, 10, 10, (byte) 250, 100, 56});
        assertThat(ImageMetrics.l1(a, b)).isEqualTo((3 + 0 + 10 + 5 + 0 + 6) / 6.0);
    }

    @Test
    void psnr_constantDifference_isTheFormulas() {
        assertThat(ImageMetrics.psnr(flat(100), flat(104))).isCloseTo(36.08960378211985, within(1e-9));
        assertThat(ImageMetrics.psnr(flat(100), flat(100))).isEqualTo(ImageMetrics.MAX_PSNR);
    }

    @Test
    void ssim_oneWindow_isTheFormulas() {
        // The value is the definition's, computed apart from this code.
        Frame a = grey((x, y) -> 10 * x + 2 * y);
        Frame b = grey((x, y) -> 5 * x + y + 7 * ((x + y) % 2));
        assertThat(ImageMetrics.ssim(a, b)).isCloseTo(0.6856693635661865, within(1e-9));
    }

    @Test
    void ssim_colouredPicturesOfManyWindows_isThatOfAnotherProgram() {
        // Computed with NumPy, window by window, each with its own weighted means, variances and covariance.
        int width = 32;
        int height = 24;
        byte[] a = new byte[3 * width * height];
        byte[] b = new byte[a.length];
        for (int i = 0; i < a.length; i++) {
            int value = (i * i * 31 + i * 17 + 7) % 251;
            a[i] = (byte) value;
            b[i] = (byte) Math.max(0, Math.min(255, value * 3 / 5 + i * 29 % 97 - 10));
        }
        assertThat(ImageMetrics.ssim(Frame.of(width, height, a), Frame.of(width, height, b)))
                .isCloseTo(0.801223952522, within(1e-9));
    }

    @Test
    void ssim_flatPictures_comparesTheirLightAlone() {
        assertThat(ImageMetrics.ssim(flat(100), flat(50))).isCloseTo(0.8001039859065314, within(1e-9));
        assertThat(ImageMetrics.ssim(flat(100), flat(100))).isCloseTo(1, within(1e-12));
    }

    @Test
    void metrics_picturesOfDifferentSize_areRefused() {
        Frame small = Frame.of(2, 1, new byte[6]);
        assertThatThrownBy(() -> ImageMetrics.l1(small, flat(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ImageMetrics.psnr(small, flat(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ImageMetrics.ssim(small, small)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void landmarkError_shiftedFace_isThePercentageOfTheEyeDistance() {
        Landmarks target = DrawnFaces.landmarks(50, 50, 20);
        double expected = 100 * 5 / target.eyeDistance();
        assertThat(LandmarkError.percent(target.transformed(1, 3, 4), target)).isCloseTo(expected, within(1e-4));
        assertThat(LandmarkError.percent(target, target)).isZero();
    }

    private static Frame flat(int value) {
        return grey((x, y) -> value);
    }

    private static Frame grey(IntBinaryOperator value) {
        byte[] rgb = new byte[3 * 11 * 11];
        for (int y = 0; y < 11; y++) {
            for (int x = 0; x < 11; x++) {
                int at = 3 * (11 * y + x);
                Arrays.fill(rgb, at, at + 3, (byte) value.applyAsInt(x, y));
            }
        }
        return Frame.of(11, 11, rgb);
    }
}
