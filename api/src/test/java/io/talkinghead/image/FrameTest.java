package io.talkinghead.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {
    /** Three columns and two rows, numbered from the top left. */
    private static final Frame NUMBERED =
            Frame.of(3, 2, new byte[] {1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6});

    @ParameterizedTest
    @CsvSource({"0, 3, 123456", "1, 2, 415263", "2, 3, 654321", "3, 2, 362514", "-1, 2, 362514", "5, 2, 415263"})
    void turned_byQuarters_turnsClockwise(int quarters, int width, String expected) {
        Frame turned = NUMBERED.turned(quarters);
        assertThat(turned.widthPx()).isEqualTo(width);
        StringBuilder numbers = new StringBuilder();
        for (int i = 0; i < turned.rgb().length; i += 3) {
            numbers.append(turned.rgb()[i]);
        }
        assertThat(numbers).hasToString(expected);
    }

    @Test
    void from_partOfALargerPicture_isThatPart() {
        BufferedImage whole = new BufferedImage(7, 5, BufferedImage.TYPE_3BYTE_BGR);
        whole.setRGB(3, 2, 0x0A141E);
        whole.setRGB(5, 3, 0x28323C);

        Frame part = Frame.from(whole.getSubimage(3, 2, 3, 2));

        assertThat(part.rgb()).startsWith(10, 20, 30).endsWith(40, 50, 60).hasSize(18);
        assertThat(Frame.fromDecoded(whole.getSubimage(3, 2, 3, 2)).rgb()).isEqualTo(part.rgb());
        assertThat(Frame.from(whole).sample(5, 3, 2)).isEqualTo(60);
        assertThat(Frame.fromDecoded(whole).rgb()).isEqualTo(Frame.from(whole).rgb());
    }
}
