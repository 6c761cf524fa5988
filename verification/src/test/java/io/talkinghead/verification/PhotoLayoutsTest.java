package io.talkinghead.verification;

import static io.talkinghead.verification.Samples.ASTRONAUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.Backends;
import io.talkinghead.TalkingHead;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.face.Face;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.person.Photo;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.FaceAnalyzer;
import java.awt.Graphics2D;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same portrait in every usual colour layout: the same face is found in each. */
class PhotoLayoutsTest {
    private static Frame original;
    private static Backend backend;
    private static FaceAnalyzer analyzer;
    private static Landmarks expected;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openAnalyzer() {
        original = ImageFiles.read(ASTRONAUT);
        backend = Backends.open("onnx", EnumSet.of(Capability.ANALYZE_FACES), EngineOptions.defaults());
        analyzer = backend.openFaceAnalyzer();
        expected = analyzer.analyze(original).get(0).landmarks();
    }

    @AfterAll
    static void closeAnalyzer() {
        backend.close();
    }

    /** A layout, and how far its colours may lie from the original's, as a mean over all samples of 0-255. */
    private enum Layout {
        GREY("png", 255) {
            @Override
            BufferedImage of(BufferedImage original) {
                return drawn(original, BufferedImage.TYPE_BYTE_GRAY);
            }
        },
        GREY_16("png", 255) {
            @Override
            BufferedImage of(BufferedImage original) {
                return drawn(original, BufferedImage.TYPE_USHORT_GRAY);
            }
        },
        RGB_16("png", 1) {
            @Override
            BufferedImage of(BufferedImage original) {
                return wide(original, false);
            }
        },
        RGBA_16("png", 1) {
            @Override
            BufferedImage of(BufferedImage original) {
                return wide(original, true);
            }
        },
        ALPHA("png", 0) {
            @Override
            BufferedImage of(BufferedImage original) {
                return drawn(original, BufferedImage.TYPE_INT_ARGB);
            }
        },
        PALETTE("png", 20) {
            @Override
            BufferedImage of(BufferedImage original) {
                return drawn(original, BufferedImage.TYPE_BYTE_INDEXED);
            }
        },
        GREY_JPEG("jpeg", 255) {
            @Override
            BufferedImage of(BufferedImage original) {
                return drawn(original, BufferedImage.TYPE_BYTE_GRAY);
            }
        },
        STILL_GIF("gif", 20) {
            @Override
            BufferedImage of(BufferedImage original) {
                return drawn(original, BufferedImage.TYPE_BYTE_INDEXED);
            }
        };

        private final String format;
        private final double tolerance;

        Layout(String format, double tolerance) {
            this.format = format;
            this.tolerance = tolerance;
        }

        abstract BufferedImage of(BufferedImage original);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void read_anyLayout_showsTheSameFace(Layout layout) throws IOException {
        Path file = folder.resolve("photo." + layout.format);
        BufferedImage image = layout.of(original.toBufferedImage());
        assertThat(ImageIO.write(image, layout.format, file.toFile())).isTrue();
        assertSameFace(file, layout.tolerance);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void read_printersJpeg_showsTheSameFace(boolean asYcck) throws IOException {
        assertSameFace(Files.write(folder.resolve("print.jpg"), cmykJpeg(asYcck)), 12);
    }

    @Test
    void build_cmykPhoto_makesAHead() throws IOException {
        Path file = Files.write(folder.resolve("print.jpg"), cmykJpeg(false));
        try (TalkingHead head = TalkingHead.builder(Photo.of(file)).size(64).build()) {
            assertThat(head.render(head.neutralLandmarks()).widthPx()).isEqualTo(64);
        }
    }

    private static void assertSameFace(Path file, double tolerance) {
        Frame frame = ImageFiles.read(file);
        assertThat(meanDifference(frame)).isLessThanOrEqualTo(tolerance);
        List<Face> faces = analyzer.analyze(frame);
        assertThat(faces).hasSize(1);
        double sum = 0;
        for (int i = 0; i < Landmarks.COUNT; i++) {
            Landmarks found = faces.get(0).landmarks();
            sum += Math.hypot(found.x(i) - expected.x(i), found.y(i) - expected.y(i));
        }
        assertThat(sum / Landmarks.COUNT).isLessThan(0.05 * expected.eyeDistance());
    }

    private static double meanDifference(Frame frame) {
        assertThat(frame.widthPx()).isEqualTo(original.widthPx());
        long sum = 0;
        for (int i = 0; i < frame.rgb().length; i++) {
            sum += Math.abs((frame.rgb()[i] & 0xFF) - (original.rgb()[i] & 0xFF));
        }
        return (double) sum / frame.rgb().length;
    }

    private static BufferedImage drawn(BufferedImage original, int type) {
        BufferedImage image = new BufferedImage(original.getWidth(), original.getHeight(), type);
        Graphics2D graphics = image.createGraphics();
        graphics.drawImage(original, 0, 0, null);
        graphics.dispose();
        return image;
    }

    private static BufferedImage wide(BufferedImage original, boolean alpha) {
        ColorSpace colours = ColorSpace.getInstance(ColorSpace.CS_sRGB);
        int transparency = alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE;
        ComponentColorModel model =
                new ComponentColorModel(colours, alpha, false, transparency, DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(original.getWidth(), original.getHeight());
        int[] sample = new int[] {0, 0, 0, 0xFFFF};
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int x = 0; x < raster.getWidth(); x++) {
                int rgb = original.getRGB(x, y);
                for (int channel = 0; channel < 3; channel++) {
                    sample[channel] = 257 * (rgb >> 16 - 8 * channel & 0xFF);
                }
                raster.setPixel(x, y, sample);
            }
        }
        return new BufferedImage(model, raster, false, null);
    }

    /** All grey goes into black ink, and 255 stands for no ink, as Photoshop writes it. */
    private static byte[] cmykJpeg(boolean asYcck) throws IOException {
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, original.widthPx(), original.heightPx(), 4, null);
        for (int y = 0; y < original.heightPx(); y++) {
            for (int x = 0; x < original.widthPx(); x++) {
                int[] ink = inks(x, y);
                raster.setPixel(x, y, asYcck ? ycc(ink) : ink);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(0.95f);
            writer.write(null, new IIOImage(raster, null, null), settings);
        } finally {
            writer.dispose();
        }
        return withAdobeMarker(bytes.toByteArray(), asYcck ? 2 : 0);
    }

    private static int[] inks(int x, int y) {
        int brightest = 0;
        for (int channel = 0; channel < 3; channel++) {
            brightest = Math.max(brightest, original.sample(x, y, channel));
        }
        int[] ink = {0, 0, 0, brightest};
        for (int channel = 0; channel < 3; channel++) {
            ink[channel] = original.sample(x, y, channel) * 255 / Math.max(1, brightest);
        }
        return ink;
    }

    private static int[] ycc(int[] ink) {
        int red = 255 - ink[0];
        int blue = 255 - ink[2];
        double y = 0.299 * red + 0.587 * (255 - ink[1]) + 0.114 * blue;
        double cb = 128 + 0.564 * (blue - y);
        double cr = 128 + 0.713 * (red - y);
        return new int[] {(int) y, (int) Math.min(255, cb), (int) Math.min(255, cr), ink[3]};
    }

    private static byte[] withAdobeMarker(byte[] jpeg, int transform) {
        byte[] marker = {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform
        };
        byte[] marked = new byte[jpeg.length + marker.length];
        System.arraycopy(jpeg, 0, marked, 0, 2);
        System.arraycopy(marker, 0, marked, 2, marker.length);
        System.arraycopy(jpeg, 2, marked, 2 + marker.length, jpeg.length - 2);
        return marked;
    }
}
