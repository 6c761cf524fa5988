package io.talkinghead.image;

import static org.assertj.core.api.Assertions.assertThat;

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
}
