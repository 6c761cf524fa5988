package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.image.Frame;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoReader;
import io.talkinghead.spi.video.VideoReader.TimedFrame;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures read as videos, animated GIFs above all, and names that FFmpeg could take for something else. */
final class PictureFilesTest {
    @TempDir
    Path folder;

    @Test
    void animatedGif_withDelaysOfItsOwn_isReadWithItsTimes() throws IOException {
        Path file = folder.resolve("animated.gif");
        gif(file, new int[] {7, 13, 30}, Color.RED, Color.GREEN, Color.BLUE);
        try (VideoReader reader = Clips.open(file)) {
            assertThat(reader.format())
                    .extracting(VideoFormat::widthPx, VideoFormat::heightPx)
                    .containsExactly(40, 30);
            List<TimedFrame> frames = Clips.rest(reader);
            assertThat(Clips.millis(frames)).containsExactly(0L, 70L, 200L);
            for (int i = 0; i < 3; i++) {
                Frame frame = frames.get(i).frame();
                assertThat(frame.sample(5, 5, i))
                        .as("the square of picture %s", i)
                        .isGreaterThan(252);
                assertThat(frame.sample(39, 29, 0) + frame.sample(39, 29, 1) + frame.sample(39, 29, 2))
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
    void picture_alone_isAVideoOfOneFrame(String extension) throws IOException {
        Path file = folder.resolve("one." + extension);
        ImageIO.write(Clips.picture(48, 32, 0).toBufferedImage(), extension, file.toFile());
        List<TimedFrame> frames = Clips.read(file);
        assertThat(frames).hasSize(1);
        assertThat(Clips.psnr(frames.get(0).frame(), Clips.picture(48, 32, 0))).isGreaterThan(25);
    }

    @Test
    void halfTransparentPicture_liesOverBlack() throws IOException {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 256; i++) {
            image.setRGB(i % 16, i / 16, 0x80FF6010);
        }
        Path file = folder.resolve("half.png");
        ImageIO.write(image, "png", file.toFile());
        Frame frame = Clips.read(file).get(0).frame();
        assertThat(frame.sample(8, 8, 0)).isCloseTo(128, within(3));
        assertThat(frame.sample(8, 8, 1)).isCloseTo(48, within(3));
        assertThat(frame.sample(8, 8, 2)).isCloseTo(8, within(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with space & #1.mp4",
                "Grüße 日本.mp4",
                "100%.mp4",
                "img%03d.mp4",
                "a'b\"c.webm",
                "x,y;z=[1].gif",
                "pipe-0.gif",
                "http-%2F.webm",
                "{a,b}.mp4",
                "-.mp4"
            })
    void name_ofAnyKind_isWrittenAndRead(String name) {
        Path file = Clips.write(folder.resolve(name), new VideoFormat(32, 32, 25), 3);
        assertThat(Clips.read(file)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"img%03d.png", "img%d.jpg", "a{b}.png", "100%.png"})
    void pictureName_thatLooksLikeAPattern_opensThatFileAlone(String name) throws IOException {
        for (String other : List.of("img000.png", "img001.png", "img0.jpg", "img1.jpg")) {
            String extension = other.substring(other.length() - 3);
            ImageIO.write(
                    Clips.plain(16, 16, 0, 0, 255).toBufferedImage(),
                    extension,
                    folder.resolve(other).toFile());
        }
        Path file = folder.resolve(name);
        String extension = name.substring(name.length() - 3);
        ImageIO.write(Clips.plain(16, 16, 255, 0, 0).toBufferedImage(), extension, file.toFile());
        List<TimedFrame> frames = Clips.read(file);
        assertThat(frames).hasSize(1);
        assertThat(frames.get(0).frame().sample(8, 8, 0)).isGreaterThan(240);
        assertThat(frames.get(0).frame().sample(8, 8, 2)).isLessThan(15);
    }

    /** Writes 40 x 30 px pictures that are transparent but for a square in the corner. */
    private static void gif(Path file, int[] hundredths, Color... colours) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(Files.newOutputStream(file))) {
            writer.setOutput(output);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < colours.length; i++) {
                BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_ARGB);
                Graphics2D graphics = image.createGraphics();
                graphics.setColor(colours[i]);
                graphics.fillRect(0, 0, 20, 15);
                graphics.dispose();
                IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
                setDelay(metadata, hundredths[i]);
                writer.writeToSequence(new IIOImage(image, null, metadata), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    private static void setDelay(IIOMetadata metadata, int hundredths) throws IOException {
        String format = metadata.getNativeMetadataFormatName();
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
        IIOMetadataNode control = (IIOMetadataNode)
                root.getElementsByTagName("GraphicControlExtension").item(0);
        control.setAttribute("delayTime", Integer.toString(hundredths));
        control.setAttribute("disposalMethod", "none");
        metadata.setFromTree(format, root);
    }
}
