package io.talkinghead.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import com.sun.management.ThreadMXBean;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.testkit.ExifOrientation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFilesTest {
    @TempDir
    private Path folder;

    @Test
    void write_png_readsBackTheSameBytes() {
        Frame frame = noise(37, 23);
        Path file = folder.resolve("a.png");
        ImageFiles.write(file, frame);
        assertThat(ImageFiles.read(file).rgb()).isEqualTo(frame.rgb());
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_INT_RGB
            })
    void read_pngOfAnyLayout_keepsWhite(int type) throws IOException {
        BufferedImage image = new BufferedImage(8, 6, type);
        var graphics = image.createGraphics();
        graphics.fillRect(0, 0, 8, 6);
        graphics.dispose();
        Path file = folder.resolve("layout.png");
        ImageIO.write(image, "png", file.toFile());
        Frame frame = ImageFiles.read(file);
        assertThat(frame.sample(3, 3, 0)).isEqualTo(255);
        assertThat(frame.sample(3, 3, 2)).isEqualTo(255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void read_truncatedFile_isRefusedNamingIt(String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageFiles.encode(format, noise(200, 200), out);
        byte[] half = Arrays.copyOf(out.toByteArray(), out.size() / 2);
        Path file = Files.write(folder.resolve("half." + format), half);
        refused(file, ErrorCode.IMAGE_UNREADABLE);
    }

    @Test
    void read_emptyMissingFolderOrText_isRefusedNamingIt() throws IOException {
        refused(Files.createFile(folder.resolve("empty.png")), ErrorCode.IMAGE_UNREADABLE);
        refused(folder.resolve("missing.png"), ErrorCode.IMAGE_UNREADABLE);
        refused(Files.createDirectory(folder.resolve("folder.png")), ErrorCode.IMAGE_UNREADABLE);
        refused(Files.writeString(folder.resolve("text.png"), "no picture at all"), ErrorCode.IMAGE_UNREADABLE);
    }

    @Test
    void read_headerOf30000Squared_isRefusedBeforeAnyPixelIsMade() throws IOException {
        refused(Files.write(folder.resolve("huge.png"), pngHeader(30_000, 30_000)), ErrorCode.IMAGE_TOO_LARGE);
    }

    @Test
    void read_fewBytesThatPromiseManyPixels_isRefusedBeforeAnyPixelIsMade() throws IOException {
        refused(Files.write(folder.resolve("wide.png"), pngHeader(65_535, 1500)), ErrorCode.IMAGE_TOO_LARGE);
        refused(Files.write(folder.resolve("photo.png"), pngHeader(3000, 4000)), ErrorCode.IMAGE_UNREADABLE);
    }

    /** Fields of a TIFF file: bits of a sample, bytes of a strip. */
    @ParameterizedTest
    @CsvSource({"258, 28", "279, 1000000000"})
    void read_tiffWithAnAbsurdSize_isRefusedInLittleMemory(int field, int value) throws IOException {
        ByteBuffer tiff = ByteBuffer.wrap(packedTiff());
        assertThat(ImageFiles.read(tiff.array(), "good").widthPx()).isEqualTo(19);
        int directory = tiff.getInt(4);
        for (int i = 0; i < tiff.getShort(directory); i++) {
            int entry = directory + 2 + 12 * i;
            if (tiff.getShort(entry) == field) {
                tiff.putShort(entry + 2, (short) 4).putInt(entry + 4, 1).putInt(entry + 8, value);
            }
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> ImageFiles.read(tiff.array(), "bad"))
                .isInstanceOf(TalkingHeadException.class)
                .hasMessageContaining("bad");
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000_000);
    }

    @Test
    void read_exifOrientationSix_turnsThePictureUpright() throws IOException {
        BufferedImage stored = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 10; x++) {
                stored.setRGB(x, y, 0xFFFFFF);
            }
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageFiles.encode("jpeg", Frame.from(stored), jpeg);
        Path file = Files.write(folder.resolve("phone.jpg"), ExifOrientation.added(jpeg.toByteArray(), 6));
        Frame frame = ImageFiles.read(file);
        assertThat(frame.widthPx()).isEqualTo(20);
        assertThat(frame.heightPx()).isEqualTo(40);
        assertThat(frame.sample(10, 3, 0)).isGreaterThan(200);
        assertThat(frame.sample(10, 35, 0)).isLessThan(50);
    }

    @Test
    void write_fullDisk_isRefusedAndLeavesNothing() throws IOException {
        Configuration small = Configuration.unix().toBuilder()
                .setMaxSize(4096)
                .setBlockSize(512)
                .build();
        try (FileSystem disk = Jimfs.newFileSystem(small)) {
            Path file = disk.getPath("/disk/big.png");
            assertThatThrownBy(() -> ImageFiles.write(file, noise(200, 200)))
                    .isInstanceOfSatisfying(
                            TalkingHeadException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_NOT_WRITABLE));
            try (Stream<Path> left = Files.list(disk.getPath("/disk"))) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Test
    void write_unknownExtensionOrFolder_isRefused() {
        assertThatThrownBy(() -> ImageFiles.write(folder.resolve("a.xyz"), noise(2, 2)))
                .hasMessageContaining("TH-501");
        assertThatThrownBy(() -> ImageFiles.write(Files.createDirectory(folder.resolve("a.png")), noise(2, 2)))
                .hasMessageContaining("TH-501");
    }

    private static void refused(Path file, ErrorCode code) {
        assertThatThrownBy(() -> ImageFiles.read(file))
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(file.getFileName().toString());
    }

    private static Frame noise(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        new Random(1).nextBytes(rgb);
        return Frame.of(width, height, rgb);
    }

    private static byte[] packedTiff() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionType("Deflate");
            writer.write(null, new IIOImage(new BufferedImage(19, 17, BufferedImage.TYPE_BYTE_GRAY), null, null), how);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static byte[] pngHeader(int width, int height) {
        ByteBuffer chunk = ByteBuffer.allocate(17).put("IHDR".getBytes(StandardCharsets.US_ASCII));
        chunk.putInt(width).putInt(height).put((byte) 8).put((byte) 2).put(new byte[3]);
        CRC32 crc = new CRC32();
        crc.update(chunk.array());
        ByteBuffer png = ByteBuffer.allocate(33);
        png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10})
                .putInt(13)
                .put(chunk.array());
        return png.putInt((int) crc.getValue()).array();
    }
}
