package io.talkinghead.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ShortBuffer;
import org.junit.jupiter.api.Test;

class HalfFloatsTest {
    private static final int HALVES = 1 << Short.SIZE;

    @Test
    void toFloat_everyHalf_isItsSignExponentAndMantissaToTheLastBit() {
        for (int half = 0; half < HALVES; half++) {
            int bits = Float.floatToRawIntBits(HalfFloats.toFloat((short) half));
            assertThat(bits).as("half %x", half).isEqualTo(Float.floatToRawIntBits(reference(half)));
        }
    }

    private static float reference(int half) {
        float sign = half < 0x8000 ? 1 : -1;
        int exponent = half / 1024 % 32;
        int mantissa = half % 1024;
        if (exponent == 31) {
            return Float.intBitsToFloat((half < 0x8000 ? 0 : 0x80000000) | 0x7F800000 | mantissa << 13);
        }
        double magnitude = exponent == 0 ? mantissa / 1024.0 : 1 + mantissa / 1024.0;
        return (float) (sign * magnitude * Math.pow(2, Math.max(1, exponent) - 15));
    }

    @Test
    void widen_stretchOfMany_isEachOfThem() {
        short[] halves = new short[20_000];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = HalfFloats.fromFloat(i % 1000);
        }
        float[] wide = new float[10_001];

        HalfFloats.widen(ShortBuffer.wrap(halves), 7_777, wide);

        for (int i = 0; i < wide.length; i++) {
            assertThat(wide[i]).isEqualTo((7_777 + i) % 1000);
        }
        HalfFloats.widen(ShortBuffer.wrap(halves), 20_000, new float[0]);
    }

    @Test
    void widen_moreThanThereAre_isRefused() {
        ShortBuffer three = ShortBuffer.wrap(new short[3]);
        assertThatThrownBy(() -> HalfFloats.widen(three, 1, new float[3]))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> HalfFloats.widen(three, -1, new float[1]))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
