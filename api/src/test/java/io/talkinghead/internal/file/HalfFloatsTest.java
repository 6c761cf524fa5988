package io.talkinghead.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
    void areFinite_everyHalfAtEveryPlace_isFoundOrNot() {
        for (int half = 0; half < HALVES; half += half % 1024 < 2 || half % 1024 > 1021 ? 1 : 37) {
            for (int place = 0; place < 7; place++) {
                ByteBuffer halves = ByteBuffer.allocate(14).order(ByteOrder.LITTLE_ENDIAN);
                halves.putShort(2 * place, (short) half);
                assertThat(HalfFloats.areFinite(halves))
                        .as("half %x at %d", half, place)
                        .isEqualTo(half / 1024 % 32 != 31);
            }
        }
    }

    @Test
    void areFinite_longBuffers_areLookedAtToTheLast() {
        for (int count : new int[] {0, 1, 16_384, 40_003}) {
            ByteBuffer halves = ByteBuffer.allocate(2 * count + 6).order(ByteOrder.LITTLE_ENDIAN);
            // What lies before and behind counts for nothing.
            halves.putShort(0, (short) 0x7C00).putShort(2 * count + 4, (short) 0xFC00);
            for (int i = 0; i < count; i++) {
                halves.putShort(4 + 2 * i, (short) (i % 2 == 0 ? 0x7BFF : 0xFBFF));
            }
            halves.position(4).limit(4 + 2 * count);
            assertThat(HalfFloats.areFinite(halves)).isTrue();
            if (count > 0) {
                halves.putShort(4 + 2 * (count - 1), (short) 0x7E00);
                assertThat(HalfFloats.areFinite(halves)).isFalse();
            }
        }
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
