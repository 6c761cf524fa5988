package io.talkinghead.lab.baseline.facerig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NumpyArrayTest {
    private static ByteBuffer values(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] file(String type, byte[] values, int... shape) {
        return DrawnRig.array(type, shape, values);
    }

    @Test
    void parse_everyType_givesItsValues() {
        assertThat(NumpyArray.parse(file(
                                "<f4", values(8).putFloat(1.5f).putFloat(-2).array(), 2))
                        .values())
                .containsExactly(1.5f, -2);
        assertThat(NumpyArray.parse(file("<f2", values(4).putInt(0xC0003C00).array(), 2))
                        .values())
                .containsExactly(1, -2);
        assertThat(NumpyArray.parse(file("<f8", values(8).putDouble(0.25).array(), 1))
                        .values())
                .containsExactly(0.25f);
        assertThat(NumpyArray.parse(file("<i2", values(2).putShort((short) -3).array(), 1))
                        .values())
                .containsExactly(-3);
        assertThat(NumpyArray.parse(file("<i4", values(4).putInt(70_000).array(), 1))
                        .values())
                .containsExactly(70_000);
        assertThat(NumpyArray.parse(file("<i8", values(8).putLong(5).array(), 1))
                        .values())
                .containsExactly(5);
    }

    @Test
    void parse_shapes_areThoseOfTheHeader() {
        assertThat(NumpyArray.parse(file("<i2", new byte[12], 2, 3)).shape()).containsExactly(2, 3);
        assertThat(NumpyArray.parse(file("<i2", new byte[0], 0, 3)).shape()).containsExactly(0, 3);
        byte[] scalar = DrawnRig.array("{'descr': '<i2', 'fortran_order': False, 'shape': (), }", new byte[2]);
        assertThat(NumpyArray.parse(scalar).values()).containsExactly(0);
    }

    @Test
    void parse_whatItIsNot_isRefusedWithTheReason() {
        refused("not a NumPy array", "no array at all".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        refused("not a NumPy array", new byte[0]);
        refused("type is '>f4'", file(">f4", new byte[4], 1));
        refused("type is '<U15'", file("<U15", new byte[60], 1));
        refused("row by row", DrawnRig.array("{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }", new byte[4]));
        refused(
                "row by row",
                DrawnRig.array("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", new byte[4]));
        refused("which are not [2]", file("<f4", new byte[4], 2));
        refused("which are not [2]", file("<f4", new byte[12], 2));
        byte[] version = file("<f4", new byte[4], 1);
        version[6] = 9;
        refused("version is 9", version);
    }

    @Test
    void parse_hugeShape_isRefusedWithoutMakingRoom() {
        refused("bytes of values", file("<f4", new byte[4], 999_999_999, 999_999_999, 999_999_999, 999_999_999));
        // The product of these is 0 when it overflows.
        refused("bytes of values", file("<i2", new byte[0], 1 << 29, 1 << 29, 1 << 29));
    }

    @Test
    void parse_fileCutOffAnywhere_isRefused() {
        byte[] whole = file("<f4", new byte[8], 2);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> NumpyArray.parse(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void refused(String why, byte[] file) {
        assertThatThrownBy(() -> NumpyArray.parse(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
