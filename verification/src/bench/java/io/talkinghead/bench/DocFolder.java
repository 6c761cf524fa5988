package io.talkinghead.bench;

import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Where a documentation's pictures are written to. */
final class DocFolder {
    private static final float JPEG_QUALITY = 0.88f;

    private final Path folder;

    /** Makes the folder where there is none. */
    DocFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Not {@link ImageFiles}, whose quality is for photos that are used again: these are read over the network. */
    void write(String name, Frame picture) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try {
            Path file = folder.resolve(name);
            Files.deleteIfExists(file);
            try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
                writer.setOutput(out);
                ImageWriteParam settings = writer.getDefaultWriteParam();
                settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                settings.setCompressionQuality(JPEG_QUALITY);
                writer.write(null, new IIOImage(picture.toBufferedImage(), null, null), settings);
            }
            System.out.println(file + ": " + picture.widthPx() + " x " + picture.heightPx());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
    }
}
