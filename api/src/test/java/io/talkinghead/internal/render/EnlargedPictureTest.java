package io.talkinghead.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.conditioning.Upscaling;
import io.talkinghead.image.Frame;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EnlargedPictureTest {
    private static final int R = 64;
    private static final int SIZE = 100;

    @Test
    void write_constantPicture_staysConstant() {
        assertThat(enlarged(-1)).containsOnly((byte) 0);
        assertThat(enlarged(0.2f)).containsOnly((byte) 153);
        assertThat(enlarged(1)).containsOnly((byte) 255);
    }

    @Test
    void write_valuesOutsideTheRange_areBlackAndWhite() {
        assertThat(enlarged(-1e9f)).containsOnly((byte) 0);
        assertThat(enlarged(1e9f)).containsOnly((byte) 255);
    }

    private static byte[] enlarged(float value) {
        float[] image = new float[3 * R * R];
        Arrays.fill(image, value);
        byte[] rgb = new byte[3 * SIZE * SIZE];
        new EnlargedPicture(new Upscaling(SIZE, R), FloatBuffer.wrap(image))
                .write(Frame.of(SIZE, SIZE, new byte[3 * SIZE * SIZE]), rgb);
        return rgb;
    }
}
