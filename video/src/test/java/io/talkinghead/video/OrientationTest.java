package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.image.Frame;
import io.talkinghead.spi.video.PictureWindow;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoPicture;
import io.talkinghead.spi.video.VideoReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The marks that phones and cameras leave on how a picture is to be shown. */
final class OrientationTest {
    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;

    @TempDir
    Path folder;

    /** The matrix takes (x, y) to (a x + c y, b x + d y). */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "upright, 1, 0, 0, 1",
        "90 clockwise, 0, 1, -1, 0",
        "180, -1, 0, 0, -1",
        "270 clockwise, 0, -1, 1, 0",
        "mirrored, -1, 0, 0, 1",
        "upside down mirrored, 1, 0, 0, -1",
        "90 mirrored, 0, 1, 1, 0",
        "270 mirrored, 0, -1, -1, 0"
    })
    void marked_video_isReadAsItIsMeantToBeSeen(String name, int a, int b, int c, int d) throws IOException {
        Path file = marked(a, b, c, d);
        Frame expected = turned(Clips.picture(WIDTH, HEIGHT, 0), a, b, c, d);
        try (VideoReader reader = Clips.open(file)) {
            assertThat(reader.format().widthPx()).isEqualTo(expected.widthPx());
            assertThat(reader.format().heightPx()).isEqualTo(expected.heightPx());
            Frame found = reader.next().orElseThrow().frame();
            assertThat(found.widthPx()).isEqualTo(expected.widthPx());
            assertThat(Clips.psnr(found, expected)).as(name).isGreaterThan(33);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "upright, 1, 0, 0, 1",
        "90 clockwise, 0, 1, -1, 0",
        "180, -1, 0, 0, -1",
        "270 clockwise, 0, -1, 1, 0",
        "mirrored, -1, 0, 0, 1",
        "upside down mirrored, 1, 0, 0, -1",
        "90 mirrored, 0, 1, 1, 0",
        "270 mirrored, 0, -1, -1, 0"
    })
    void marked_video_hasPartsThatAreThoseOfTheWhole(String name, int a, int b, int c, int d) throws IOException {
        try (VideoReader reader = Clips.open(marked(a, b, c, d))) {
            VideoPicture picture = reader.nextPicture().orElseThrow();
            assertParts(picture);
        }
    }

    /** Only whole pictures can be made of these, and parts of them. */
    @Test
    void longPixelsAndPalettes_havePartsThatAreThoseOfTheWhole() throws IOException {
        Path gif = Clips.write(folder.resolve("clip.gif"), new VideoFormat(WIDTH, HEIGHT, 25), 1);
        for (Path file : List.of(marked(2, 0, 0, 1), gif)) {
            try (VideoReader reader = Clips.open(file)) {
                assertParts(reader.nextPicture().orElseThrow());
            }
        }
    }

    private static void assertParts(VideoPicture picture) {
        Frame whole = picture.whole();
        VideoPicture cut = VideoPicture.of(new VideoReader.TimedFrame(whole, picture.time(), picture.length()));
        for (PictureWindow window : List.of(
                new PictureWindow(0, 0, whole.widthPx(), whole.heightPx(), 1),
                new PictureWindow(0, 0, whole.widthPx(), whole.heightPx(), 3),
                new PictureWindow(10, 20, 50, 30, 1),
                new PictureWindow(10, 20, 50, 30, 2),
                new PictureWindow(whole.widthPx() - 33, whole.heightPx() - 41, 33, 41, 2))) {
            Frame part = picture.part(window);
            assertThat(part.widthPx()).isEqualTo(window.madeWidthPx());
            assertThat(part.heightPx()).isEqualTo(window.madeHeightPx());
            assertThat(Clips.psnr(part, cut.part(window))).as("%s", window).isGreaterThan(31);
        }
        PictureWindow outside = new PictureWindow(whole.widthPx() - 10, 0, 12, 12, 1);
        assertThatThrownBy(() -> picture.part(outside)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void longPixels_becomeSquareWithoutLosingDetail() throws IOException {
        // Every pixel is shown twice as wide as high.
        Path file = marked(2, 0, 0, 1);
        Frame found = Clips.read(file).get(0).frame();
        assertThat(found.widthPx()).isEqualTo(2 * WIDTH);
        assertThat(found.heightPx()).isEqualTo(HEIGHT);
        assertThat(Clips.psnr(found, Clips.picture(2 * WIDTH, HEIGHT, 0))).isGreaterThan(18);
    }

    @Test
    void impossiblyLongPixels_areTakenForSquare() throws IOException {
        Frame found = Clips.read(marked(50, 0, 0, 1)).get(0).frame();
        assertThat(found.widthPx()).isEqualTo(WIDTH);
        assertThat(found.heightPx()).isEqualTo(HEIGHT);
    }

    @Test
    void matrixOfZeros_isPassedOver() throws IOException {
        Frame found = Clips.read(marked(0, 0, 0, 0)).get(0).frame();
        assertThat(Clips.psnr(found, Clips.picture(WIDTH, HEIGHT, 0))).isGreaterThan(33);
    }

    /** Writes a video and sets the matrix of its only track, which is a fixed number of bytes behind the box's name. */
    private Path marked(int a, int b, int c, int d) throws IOException {
        Path file = Clips.write(folder.resolve("marked.mp4"), new VideoFormat(WIDTH, HEIGHT, 25), 1);
        byte[] bytes = Files.readAllBytes(file);
        int box = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tkhd");
        ByteBuffer matrix = ByteBuffer.wrap(bytes, box + 44, 36).slice();
        assertThat(matrix.getInt(0)).isEqualTo(1 << 16);
        matrix.putInt(0, a << 16).putInt(4, b << 16).putInt(12, c << 16).putInt(16, d << 16);
        return Files.write(file, bytes);
    }

    private static Frame turned(Frame frame, int a, int b, int c, int d) {
        int width = Math.abs(a) * frame.widthPx() + Math.abs(c) * frame.heightPx();
        int height = Math.abs(b) * frame.widthPx() + Math.abs(d) * frame.heightPx();
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < frame.heightPx(); y++) {
            for (int x = 0; x < frame.widthPx(); x++) {
                int toX = Math.floorMod(a * x + c * y - (a + c < 0 ? 1 : 0), width);
                int toY = Math.floorMod(b * x + d * y - (b + d < 0 ? 1 : 0), height);
                System.arraycopy(frame.rgb(), 3 * (y * frame.widthPx() + x), rgb, 3 * (toY * width + toX), 3);
            }
        }
        return Frame.of(width, height, rgb);
    }
}
