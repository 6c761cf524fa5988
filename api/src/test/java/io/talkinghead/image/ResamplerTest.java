package io.talkinghead.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    @ParameterizedTest
    @CsvSource({"50, 40", "100, 17", "7, 130", "1, 1"})
    void resize_constantPicture_staysConstant(int width, int height) {
        byte[] rgb = new byte[3 * 50 * 40];
        Arrays.fill(rgb, (byte) 77);
        assertThat(Resampler.resize(Frame.of(50, 40, rgb), width, height).rgb()).containsOnly(77);
    }

    @Test
    void resize_toItsOwnSize_isTheSame() {
        Frame noise = noise(31, 17);
        assertThat(Resampler.resize(noise, 31, 17).rgb()).isEqualTo(noise.rgb());
    }

    @Test
    void crop_wholePixels_copiesThemAndRepeatsTheEdge() {
        Frame noise = noise(30, 30);
        Frame crop = Resampler.crop(noise, new SquareCrop(-4, 20, 16), 16);
        assertThat(crop.sample(10, 3, 1)).isEqualTo(noise.sample(6, 23, 1));
        assertThat(crop.sample(0, 3, 1)).isEqualTo(noise.sample(0, 23, 1));
        assertThat(crop.sample(10, 15, 2)).isEqualTo(noise.sample(6, 29, 2));
    }

    @Test
    void resize_stripesShrunk_becomeTheirMean() {
        byte[] rgb = new byte[3 * 64 * 64];
        for (int i = 0; i < 64 * 64; i++) {
            Arrays.fill(rgb, 3 * i, 3 * i + 3, (byte) (i % 2 == 0 ? 255 : 0));
        }
        Frame small = Resampler.resize(Frame.of(64, 64, rgb), 8, 8);
        assertThat(small.sample(4, 4, 0)).isBetween(120, 135);
    }

    private static Frame noise(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        new Random(2).nextBytes(rgb);
        return Frame.of(width, height, rgb);
    }
}
