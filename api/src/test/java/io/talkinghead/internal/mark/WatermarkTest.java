package io.talkinghead.internal.mark;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.image.Resampler;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WatermarkTest {
    private static final int SIDE = 512;
    private static final OptionalInt NONE = OptionalInt.empty();
    private static final int BITS = 0xCAFE_0123;
    private static final double NOISE = 100;
    /** The hash of a marked grey square. */
    private static final int PATTERN = 302616161;

    private final Frame scene = Scenes.of(SIDE, SIDE, 1);

    private static Finding find(Frame frame) {
        return new WatermarkDetector().find(frame);
    }

    private static Map<String, Frame> treatments(Frame marked) {
        Map<String, Frame> treated = new LinkedHashMap<>();
        treated.put("as it is", marked);
        treated.put("JPEG of quality 50", ImageFiles.read(Scenes.jpeg(marked, 0.5f), "a JPEG"));
        treated.put("three quarters", Resampler.resize(marked, 384, 384));
        treated.put("half", Resampler.resize(marked, 256, 256));
        treated.put("one and a half", Resampler.resize(marked, 768, 768));
        treated.put("cropped", Scenes.cut(marked, 31, 13, 461, 461));
        treated.put("cropped to another shape", Scenes.cut(marked, 100, 3, 300, 480));
        treated.put("mirrored", Scenes.mirrored(marked));
        treated.put("other colours", Scenes.faded(marked));
        return treated;
    }

    @Test
    void mark_isFoundWhateverHappens() {
        Map<String, Frame> treated = treatments(Scenes.marked(scene, new Watermark(NONE)));
        treated.forEach((what, frame) -> {
            Finding found = find(frame);
            assertThat(found.falseAlarm()).as(what).isLessThan(WatermarkDetector.FALSE_ALARMS);
            assertThat(found.payload()).as(what).isEmpty();
        });
    }

    @Test
    void payload_isReadWhateverHappens() {
        Map<String, Frame> treated = treatments(Scenes.marked(scene, new Watermark(OptionalInt.of(BITS))));
        treated.forEach(
                (what, frame) -> assertThat(find(frame).payload()).as(what).isEqualTo(OptionalInt.of(BITS)));
    }

    @Test
    void unmarkedPictures_areNotTakenForMarked() {
        Random random = new Random(2);
        for (int i = 0; i < 3; i++) {
            assertThat(find(Scenes.of(256 + 32 * i, 256, i)).falseAlarm()).isGreaterThan(1e-3);
        }
        byte[] noise = new byte[3 * 256 * 256];
        random.nextBytes(noise);
        assertThat(find(Frame.of(256, 256, noise)).falseAlarm()).isGreaterThan(1e-3);
        assertThat(find(Frame.of(256, 256, new byte[3 * 256 * 256])).falseAlarm())
                .isEqualTo(1);
    }

    @Test
    void picturesOfOddShapes_areLookedAt() {
        for (int[] shape : new int[][] {{1, 1}, {3, 500}, {2000, 7}, {17, 16}}) {
            Frame frame = Scenes.of(shape[0], shape[1], 3);
            assertThat(find(frame).falseAlarm()).isGreaterThan(1e-3);
        }
        Frame wide = Scenes.marked(Scenes.of(1400, 300, 4), new Watermark(NONE));
        assertThat(find(wide).falseAlarm()).isLessThan(WatermarkDetector.FALSE_ALARMS);
    }

    @Test
    void mark_changesLittleAndTheSameEachTime() {
        Frame marked = Scenes.marked(scene, new Watermark(NONE));
        double squares = 0;
        for (int i = 0; i < marked.rgb().length; i++) {
            int difference = (marked.rgb()[i] & 0xFF) - (scene.rgb()[i] & 0xFF);
            squares += difference * difference;
        }
        double psnr = 10 * Math.log10(255.0 * 255 * marked.rgb().length / squares);
        assertThat(psnr).isBetween(42.2, 43.0);
        assertThat(Scenes.marked(scene, new Watermark(NONE)).rgb()).isEqualTo(marked.rgb());
        // The pattern is a part of the format: what one release writes, others find.
        assertThat(Arrays.hashCode(Scenes.marked(gray(), new Watermark(NONE)).rgb()))
                .isEqualTo(PATTERN);
    }

    private static Frame gray() {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        Arrays.fill(rgb, (byte) 128);
        return Frame.of(SIDE, SIDE, rgb);
    }

    @Test
    void smallPictures_areLeftAsTheyAre() {
        Frame small = Scenes.of(Watermark.LEAST_PX - 1, 300, 5);
        assertThat(Scenes.marked(small, new Watermark(NONE)).rgb()).isEqualTo(small.rgb());
    }

    @Test
    void framesOfAVideo_areLookedAtTogether() {
        Watermark watermark = new Watermark(NONE);
        int[] shown = {0};
        // Noise hides the mark in each of them.
        Finding found = new WatermarkDetector().find(() -> {
            int number = shown[0]++;
            return number < 150 ? Optional.of(noisy(number, number < 96 ? null : watermark)) : Optional.empty();
        });
        assertThat(found.falseAlarm()).isLessThan(WatermarkDetector.FALSE_ALARMS);
        assertThat(find(noisy(100, watermark)).falseAlarm()).isGreaterThan(WatermarkDetector.FALSE_ALARMS);
    }

    private static Frame noisy(int number, @Nullable Watermark watermark) {
        byte[] rgb = new byte[3 * 256 * 256];
        Random random = new Random(number);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.max(0, Math.min(255, Math.round(128 + NOISE * random.nextGaussian())));
        }
        Frame frame = Frame.of(256, 256, rgb);
        if (watermark != null) {
            watermark.mark(frame);
        }
        return frame;
    }
}
