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
        assertThat(ImageMetrics.ssim(speckled(), dulled())).isCloseTo(0.801223952522, within(1e-9));
    }

    @Test
    void ssim_flatPictures_comparesTheirLightAlone() {
        assertThat(ImageMetrics.ssim(flat(100), flat(50))).isCloseTo(0.8001039859065314, within(1e-9));
        assertThat(ImageMetrics.ssim(flat(100), flat(100))).isCloseTo(1, within(1e-12));
    }

    @Test
    void sharpness_colouredPictures_isThatOfAnotherProgram() {
        // Computed with SciPy: one kernel of 9 x 9, window and Laplacian convolved, over the luma.
        assertThat(ImageMetrics.sharpness(speckled(), dulled()).orElseThrow())
                .isCloseTo(1.5071196377675848, within(1e-9));
    }

    @Test
    void sharpness_fainterDetail_fallsWithItsContrast() {
        Frame checks = grey((x, y) -> (x / 3 + y / 3) % 2 == 0 ? 200 : 50);
        Frame faint = grey((x, y) -> (x / 3 + y / 3) % 2 == 0 ? 140 : 110);
        assertThat(ImageMetrics.sharpness(checks, checks)).hasValue(1);
        assertThat(ImageMetrics.sharpness(faint, checks).orElseThrow()).isCloseTo(0.2, within(1e-9));
        assertThat(ImageMetrics.sharpness(checks, faint).orElseThrow()).isCloseTo(5, within(1e-9));
        assertThat(ImageMetrics.sharpness(flat(7), checks).orElseThrow()).isLessThan(1e-6);
        assertThat(ImageMetrics.sharpness(checks, flat(7))).isEmpty();
    }

    @Test
    void metrics_picturesOfDifferentSize_areRefused() {
        Frame small = Frame.of(2, 1, new byte[6]);
        assertThatThrownBy(() -> ImageMetrics.l1(small, flat(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ImageMetrics.psnr(small, flat(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ImageMetrics.sharpness(small, small)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ImageMetrics.sharpness(small, flat(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ImageMetrics.ssim(small, small)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void landmarkError_shiftedFace_isThePercentageOfTheEyeDistance() {
        Landmarks target = DrawnFaces.landmarks(50, 50, 20);
        double expected = 100 * 5 / target.eyeDistance();
        assertThat(LandmarkError.percent(target.transformed(1, 3, 4), target)).isCloseTo(expected, within(1e-4));
        assertThat(LandmarkError.percent(target, target)).isZero();
    }

    private static Frame speckled() {
        byte[] rgb = new byte[3 * 32 * 24];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) speckle(i);
        }
        return Frame.of(32, 24, rgb);
    }

    private static Frame dulled() {
        byte[] rgb = new byte[3 * 32 * 24];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.max(0, Math.min(255, speckle(i) * 3 / 5 + i * 29 % 97 - 10));
        }
        return Frame.of(32, 24, rgb);
    }

    private static int speckle(int i) {
        return (i * i * 31 + i * 17 + 7) % 251;
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
