package io.talkinghead.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that promise more than their bytes hold: refused with a typed error, before memory is taken for it. */
@Timeout(30)
class HostilePicturesTest {
    private static final long MOST_BYTES = 64 << 20;

    @ParameterizedTest
    @CsvSource({
        "png, 65535, 65535", "png, 65535, 1", "png, 1, 65535", "png, 10000, 10000",
        "gif, 65535, 65535", "gif, 65535, 1", "gif, 1, 65535", "gif, 10000, 10000",
        "jpg, 65535, 65535", "jpg, 65535, 1", "jpg, 1, 65535", "jpg, 10000, 10000",
        "bmp, 65535, 65535", "bmp, 65535, 1", "bmp, 1, 65535", "bmp, 10000, 10000"
    })
    void read_sizeThatIsNotThere_isRefusedInLittleMemory(String format, int width, int height) throws IOException {
        byte[] file = promised(format, width, height);
        long before = allocated();
        Throwable failure = catchThrowable(() -> ImageFiles.read(file, "bomb." + format));
        long taken = allocated() - before;
        // A GIF or BMP may be filled up where its end is missing; then it is small.
        if (failure != null || (long) width * height > 1_000_000) {
            assertThat(failure)
                    .isInstanceOfSatisfying(
                            TalkingHeadException.class,
                            e -> assertThat(e.code()).isIn(ErrorCode.IMAGE_UNREADABLE, ErrorCode.IMAGE_TOO_LARGE))
                    .hasMessageContaining("bomb." + format);
        }
        assertThat(taken).isLessThan(MOST_BYTES);
    }

    /** Kept promises: a strip is a small picture, and is read. */
    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp"})
    void read_stripOf65535Pixels_isThatStrip(String format) throws IOException {
        int most = format.equals("jpg") ? 65_500 : 65_535;
        ByteArrayOutputStream strip = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(most, 1, BufferedImage.TYPE_3BYTE_BGR), format, strip))
                .isTrue();
        Frame read = ImageFiles.read(strip.toByteArray(), "strip");
        assertThat(read.widthPx()).isEqualTo(most);
        assertThat(read.heightPx()).isEqualTo(1);
    }

    /** A good picture of 8 x 8, whose header is made to promise another size. */
    private static byte[] promised(String format, int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_3BYTE_BGR), format, out))
                .isTrue();
        byte[] file = out.toByteArray();
        ByteBuffer bytes = ByteBuffer.wrap(file);
        switch (format) {
            case "png" -> {
                bytes.putInt(16, width).putInt(20, height);
                CRC32 crc = new CRC32();
                crc.update(file, 12, 17);
                bytes.putInt(29, (int) crc.getValue());
            }
            case "gif" -> {
                bytes.order(ByteOrder.LITTLE_ENDIAN).putShort(6, (short) width).putShort(8, (short) height);
                int image = indexOf(file, 0x2C);
                bytes.putShort(image + 5, (short) width).putShort(image + 7, (short) height);
            }
            case "jpg" -> {
                int frame = indexOf(file, 0xFF, 0xC0);
                bytes.putShort(frame + 5, (short) height).putShort(frame + 7, (short) width);
            }
            default -> bytes.order(ByteOrder.LITTLE_ENDIAN).putInt(18, width).putInt(22, height);
        }
        return file;
    }

    private static int indexOf(byte[] file, int... wanted) {
        for (int at = 13; at < file.length - wanted.length; at++) {
            boolean found = true;
            for (int i = 0; i < wanted.length; i++) {
                found &= (file[at + i] & 0xFF) == wanted[i];
            }
            if (found) {
                return at;
            }
        }
        throw new AssertionError("not found");
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
