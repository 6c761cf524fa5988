package io.talkinghead.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.image.Frame;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SoftPasteTest {
    private static final Frame BLACK = Frame.of(100, 80, new byte[3 * 100 * 80]);

    @Test
    void paste_inside_isFullInTheMiddleAndFadesToTheEdge() {
        Frame frame = new SoftPaste(BLACK, 20, 10, 50).paste(white(50));
        assertThat(frame.sample(45, 35, 0)).isEqualTo(255);
        assertThat(frame.sample(20, 35, 1)).isLessThan(20);
        assertThat(frame.sample(21, 35, 1)).isBetween(1, 254);
        assertThat(frame.sample(19, 35, 2)).isZero();
        assertThat(frame.sample(70, 35, 2)).isZero();
    }

    @Test
    void paste_reachingBeyondThePhoto_doesNotFadeAtThePhotosEdge() {
        Frame frame = new SoftPaste(BLACK, -10, -5, 60).paste(white(60));
        assertThat(frame.sample(0, 0, 0)).isEqualTo(255);
        assertThat(frame.sample(0, 30, 0)).isEqualTo(255);
        assertThat(frame.sample(49, 30, 0)).isLessThan(20);
    }

    @Test
    void paste_anything_leavesThePhotoItselfAlone() {
        new SoftPaste(BLACK, 20, 10, 50).paste(white(50));
        assertThat(BLACK.rgb()).containsOnly(0);
    }

    private static byte[] white(int side) {
        byte[] rgb = new byte[3 * side * side];
        Arrays.fill(rgb, (byte) 255);
        return rgb;
    }
}
