package io.talkinghead.verification.fuzz;

import io.talkinghead.testkit.ExifOrientation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures of all kinds that the JDK writes, a few pixels each. */
final class PictureSeeds {
    private static final int WIDTH = 19;
    private static final int HEIGHT = 17;

    private PictureSeeds() {}

    static Map<String, byte[]> all() throws IOException {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put("rgb.png", encode("png", BufferedImage.TYPE_INT_RGB, ""));
        seeds.put("alpha.png", encode("png", BufferedImage.TYPE_INT_ARGB, ""));
        seeds.put("palette.png", encode("png", BufferedImage.TYPE_BYTE_INDEXED, ""));
        seeds.put("bits.png", encode("png", BufferedImage.TYPE_BYTE_BINARY, ""));
        seeds.put("grey-16.png", encode("png", BufferedImage.TYPE_USHORT_GRAY, ""));
        seeds.put("interlaced.png", progressive("png", BufferedImage.TYPE_INT_RGB));
        seeds.put("rgb.jpg", encode("jpeg", BufferedImage.TYPE_INT_RGB, ""));
        seeds.put("grey.jpg", encode("jpeg", BufferedImage.TYPE_BYTE_GRAY, ""));
        seeds.put("progressive.jpg", progressive("jpeg", BufferedImage.TYPE_INT_RGB));
        seeds.put("turned.jpg", ExifOrientation.added(encode("jpeg", BufferedImage.TYPE_INT_RGB, ""), 6));
        seeds.put("palette.gif", encode("gif", BufferedImage.TYPE_BYTE_INDEXED, ""));
        seeds.put("rgb.bmp", encode("bmp", BufferedImage.TYPE_INT_RGB, ""));
        seeds.put("runs.bmp", encode("bmp", BufferedImage.TYPE_BYTE_INDEXED, "BI_RLE8"));
        seeds.put("bits.wbmp", encode("wbmp", BufferedImage.TYPE_BYTE_BINARY, ""));
        for (String compression : new String[] {"LZW", "Deflate", "PackBits", "JPEG"}) {
            seeds.put(compression + ".tif", encode("tiff", BufferedImage.TYPE_INT_RGB, compression));
        }
        seeds.put("CCITT-T.6.tif", encode("tiff", BufferedImage.TYPE_BYTE_BINARY, "CCITT T.6"));
        return seeds;
    }

    private static BufferedImage drawn(int type) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, (255 - 9 * (x % 4)) << 24 | 12 * x << 16 | 14 * y << 8 | 7 * (x + y));
            }
        }
        return image;
    }

    /** Encodes, with a compression if one is named. */
    private static byte[] encode(String format, int type, String compression) throws IOException {
        BufferedImage image = drawn(type);
        ImageWriter writer = writer(format, image);
        ImageWriteParam how = writer.getDefaultWriteParam();
        if (!compression.isEmpty()) {
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionType(compression);
        }
        return write(writer, image, how);
    }

    private static byte[] progressive(String format, int type) throws IOException {
        BufferedImage image = drawn(type);
        ImageWriter writer = writer(format, image);
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        return write(writer, image, how);
    }

    /** The JDK's own writer, whatever else is on the class path. */
    private static ImageWriter writer(String format, BufferedImage image) {
        var writers = ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), format);
        while (writers.hasNext()) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getName().startsWith("com.sun.")) {
                return writer;
            }
        }
        throw new IllegalStateException("no writer for " + format);
    }

    private static byte[] write(ImageWriter writer, BufferedImage image, ImageWriteParam how) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
