package io.talkinghead.internal.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.face.Face;
import io.talkinghead.face.FaceRegion;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.video.PictureWindow;
import io.talkinghead.spi.video.VideoPicture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowedPictureTest {
    private static final int WIDTH = 3840;
    private static final int HEIGHT = 2160;

    private final List<PictureWindow> made = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "1900, 1000, 100, 0, 1",
        "1900, 1000, 384, 0.3, 1",
        "1900, 1000, 700, -0.5, 2",
        "1900, 1000, 1500, 0.1, 4",
        "30, 40, 300, 0, 1",
        "3835, 2155, 300, 1.5, 1",
        "1900, 1000, 9000, 0.2, 32"
    })
    void again_region_makesTheWindowAroundItAlone(double x, double y, double side, double angle, int shrink) {
        FaceRegion region = new FaceRegion(x, y, side, angle);
        FaceRegion found = windowed().again(region).orElseThrow().region();
        assertThat(found.centerX()).isCloseTo(x, within(1e-9));
        assertThat(found.centerY()).isCloseTo(y, within(1e-9));
        assertThat(found.side()).isCloseTo(side, within(1e-9));
        assertThat(found.angle()).isEqualTo(angle);
        assertThat(made).hasSize(1);
        PictureWindow window = made.get(0);
        assertThat(window.shrink()).isEqualTo(shrink);
        double reach = side / 2 * (Math.abs(Math.cos(angle)) + Math.abs(Math.sin(angle)));
        assertThat((double) window.leftPx()).isLessThanOrEqualTo(Math.max(0, x - reach));
        assertThat((double) window.topPx()).isLessThanOrEqualTo(Math.max(0, y - reach));
        assertThat((double) window.leftPx() + window.widthPx()).isBetween(Math.min(WIDTH, x + reach), (double) WIDTH);
        assertThat((double) window.topPx() + window.heightPx()).isBetween(Math.min(HEIGHT, y + reach), (double) HEIGHT);
        assertThat(window.madeWidthPx()).isLessThanOrEqualTo(Math.max(640, (int) (3 * side / shrink)));
    }

    @Test
    void faces_largePicture_areSearchedInASmallerOneAndReadFromTheirOwnPixels() {
        Face face = windowed().faces().get(0);
        assertThat(made.get(0)).isEqualTo(new PictureWindow(0, 0, WIDTH, HEIGHT, 2));
        // The small picture has the face at 100, 60, 50 pixels large: too few for the network.
        assertThat(face.region()).isEqualTo(new FaceRegion(200, 120, 100, 0));
        assertThat(made).hasSize(2);
        assertThat(made.get(1).shrink()).isEqualTo(1);
        assertThat(made.get(1).widthPx()).isLessThan(300);
    }

    @Test
    void pays_upTo1280Pixels_not() {
        assertThat(WindowedPicture.pays(1280, 720)).isFalse();
        assertThat(WindowedPicture.pays(720, 1281)).isTrue();
    }

    private WindowedPicture windowed() {
        return new WindowedPicture(new Picture(), WIDTH, HEIGHT, new Echo());
    }

    /** Notes what is made of it. */
    private final class Picture implements VideoPicture {
        @Override
        public Duration time() {
            return Duration.ZERO;
        }

        @Override
        public Duration length() {
            return Duration.ofMillis(40);
        }

        @Override
        public Frame whole() {
            throw new AssertionError("all of a large picture was made");
        }

        @Override
        public Frame part(PictureWindow window) {
            made.add(window);
            return Frame.of(1, 1, new byte[3]);
        }
    }

    /** Finds a face where it looks. */
    private static final class Echo implements FaceAnalyzer {
        @Override
        public List<Face> analyze(Frame picture) {
            return track(picture, new FaceRegion(100, 60, 50, 0)).stream().toList();
        }

        @Override
        public Optional<Face> track(Frame picture, FaceRegion region) {
            float[] x = new float[Landmarks.COUNT];
            float[] y = new float[Landmarks.COUNT];
            for (int i = 0; i < Landmarks.COUNT; i++) {
                x[i] = (float) (region.centerX() + i);
                y[i] = (float) (region.centerY() - i);
            }
            Landmarks landmarks = Landmarks.of(x, y);
            return Optional.of(new Face(landmarks.box(), 1, landmarks, region));
        }

        @Override
        public void close() {}
    }
}
