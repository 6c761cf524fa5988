package io.talkinghead.internal.mark;

import io.talkinghead.image.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures for tests, each like a blurred photo, and what may happen to pictures. */
public final class Scenes {
    private Scenes() {}

    /** Draws soft blobs of many sizes, and a little noise. */
    public static Frame of(int widthPx, int heightPx, long seed) {
        Random random = new Random(seed);
        double[][] waves = new double[40][];
        for (int i = 0; i < waves.length; i++) {
            double frequency = Math.exp(6 * random.nextDouble()) / 10;
            double direction = 2 * Math.PI * random.nextDouble();
            waves[i] = new double[] {
                frequency * Math.cos(direction) / widthPx,
                frequency * Math.sin(direction) / heightPx,
                6.3 * random.nextDouble(),
                60 / (1 + frequency)
            };
        }
        byte[] rgb = new byte[3 * widthPx * heightPx];
        for (int y = 0; y < heightPx; y++) {
            for (int x = 0; x < widthPx; x++) {
                double level = 128 + random.nextGaussian();
                for (double[] wave : waves) {
                    level += wave[3] * Math.sin(6.3 * (wave[0] * x + wave[1] * y) + wave[2]);
                }
                for (int channel = 0; channel < 3; channel++) {
                    double coloured = level * (1 - 0.1 * channel);
                    rgb[3 * (y * widthPx + x) + channel] = (byte) Math.max(0, Math.min(255, Math.round(coloured)));
                }
            }
        }
        return Frame.of(widthPx, heightPx, rgb);
    }

    /** Copies a picture and marks the copy. */
    public static Frame marked(Frame frame, Watermark watermark) {
        Frame copy = Frame.of(frame.widthPx(), frame.heightPx(), frame.rgb().clone());
        watermark.mark(copy);
        return copy;
    }

    /** Cuts a rectangle out. */
    static Frame cut(Frame frame, int left, int top, int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(frame.rgb(), 3 * ((top + y) * frame.widthPx() + left), rgb, 3 * y * width, 3 * width);
        }
        return Frame.of(width, height, rgb);
    }

    /** Mirrors left and right. */
    static Frame mirrored(Frame frame) {
        byte[] rgb = new byte[frame.rgb().length];
        for (int y = 0; y < frame.heightPx(); y++) {
            for (int x = 0; x < frame.widthPx(); x++) {
                int from = 3 * (y * frame.widthPx() + frame.widthPx() - 1 - x);
                System.arraycopy(frame.rgb(), from, rgb, 3 * (y * frame.widthPx() + x), 3);
            }
        }
        return Frame.of(frame.widthPx(), frame.heightPx(), rgb);
    }

    /** Makes a picture paler, brighter and warmer. */
    static Frame faded(Frame frame) {
        byte[] rgb = new byte[frame.rgb().length];
        double[] gains = {0.9, 0.8, 0.7};
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.min(255, Math.round(gains[i % 3] * (frame.rgb()[i] & 0xFF) + 30));
        }
        return Frame.of(frame.widthPx(), frame.heightPx(), rgb);
    }

    /** Returns the bytes of a JPEG file of a quality from 0 to 1. */
    public static byte[] jpeg(Frame frame, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(quality);
            writer.write(null, new IIOImage(frame.toBufferedImage(), null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
