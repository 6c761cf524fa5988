package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;

/** JPEG and PNG pictures with colour profiles come out in sRGB. */
final class PictureColoursTest {
    private static final int PNG_HEADER_BYTES = 8 + 25;

    /** What the test's inks look like: L*, a* and b* of every mixture that is not white. */
    private static final int[][] PRINT = new int[16][];

    static {
        for (int i = 0; i < 16; i++) {
            PRINT[i] = new int[] {100 - 6 * i, 0, 0};
        }
        PRINT[8] = new int[] {60, -20, -30};
        PRINT[6] = new int[] {50, 55, 35};
        PRINT[1] = new int[] {20, 0, 0};
    }

    @Test
    void read_jpegInDisplayP3_comesOutInSrgb() throws IOException {
        assertP3(ImageFiles.read(profiled(jpeg(Patches.frame(0)), IccProfiles.displayP3()), "phone.jpg"));
    }

    @Test
    void read_jpegProfileThatClaimsGigabytes_isRefused() throws IOException {
        byte[] profile = IccProfiles.displayP3();
        profile[0] = 0x7F;
        byte[] file = profiled(jpeg(Patches.frame(0)), profile);
        assertThatThrownBy(() -> ImageFiles.read(file, "phone.jpg"))
                .hasMessageContaining("TH-101")
                .hasMessageContaining("profile");
    }

    @Test
    void read_pngInDisplayP3_comesOutInSrgb() throws IOException {
        assertP3(ImageFiles.read(profiledPng(IccProfiles.displayP3()), "screen.png"));
    }

    @Test
    void read_pngWithDamagedProfile_isTakenForSrgb() throws IOException {
        Frame frame = ImageFiles.read(profiledPng(new byte[300]), "screen.png");
        assertThat(frame.rgb()).isEqualTo(Patches.frame(0).rgb());
    }

    @Test
    void read_printersJpeg_looksAsItsProfileSays() throws IOException {
        int[] mixtures = {0, 8, 6, 1};
        byte[] file = profiled(cmyk(mixtures), IccProfiles.cmyk(PRINT));
        Frame frame = ImageFiles.read(file, "print.jpg");
        for (int patch = 0; patch < 4; patch++) {
            int[] srgb = IccProfiles.srgbOfLab(PRINT[mixtures[patch]]);
            Patches.assertPatch(frame, 32 * (patch % 2), 32 * (patch / 2), srgb, 2);
        }
    }

    /** A photo of twelve megapixels in a wide gamut, as every phone takes them, in a time that nobody minds. */
    @Test
    void read_largePhotoInDisplayP3_takesSeconds() throws IOException {
        byte[] file = profiled(jpeg(Clips.picture(4000, 3000, 1)), IccProfiles.displayP3());
        long start = System.nanoTime();
        assertThat(ImageFiles.read(file, "phone.jpg").widthPx()).isEqualTo(4000);
        assertThat((double) (System.nanoTime() - start) / 1e9).isLessThan(20);
    }

    private static void assertP3(Frame frame) {
        for (int patch = 0; patch < 4; patch++) {
            int[] srgb = IccProfiles.srgbOfP3(Patches.rgb(0, patch));
            Patches.assertPatch(frame, 32 * (patch % 2), 32 * (patch / 2), srgb, 2);
        }
    }

    private static byte[] jpeg(Frame frame) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageFiles.encode("jpeg", frame, out);
        return out.toByteArray();
    }

    /** Adds a profile to a JPEG file. */
    private static byte[] profiled(byte[] jpeg, byte[] profile) {
        ByteBuffer segment = ByteBuffer.allocate(18 + profile.length);
        segment.putShort((short) 0xFFE2).putShort((short) (16 + profile.length));
        segment.put("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1)).put(profile);
        // After the header that JFIF wants to be first, where there is one.
        int at = jpeg[3] == (byte) 0xE0 ? 4 + ByteBuffer.wrap(jpeg).getShort(4) : 2;
        return with(jpeg, at, segment.array());
    }

    private static byte[] profiledPng(byte[] profile) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageFiles.encode("png", Patches.frame(0), png);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes("iCCPany\0\0".getBytes(StandardCharsets.ISO_8859_1));
        try (DeflaterOutputStream packed = new DeflaterOutputStream(data)) {
            packed.write(profile);
        }
        CRC32 checksum = new CRC32();
        checksum.update(data.toByteArray());
        ByteBuffer chunk = ByteBuffer.allocate(8 + data.size());
        chunk.putInt(data.size() - 4).put(data.toByteArray()).putInt((int) checksum.getValue());
        return with(png.toByteArray(), PNG_HEADER_BYTES, chunk.array());
    }

    /** Returns a JPEG file of four inks, as Photoshop writes it: 255 stands for no ink. */
    private static byte[] cmyk(int[] mixtures) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 64, 64, 4, null);
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 64; x++) {
                int mixture = mixtures[y / 32 * 2 + x / 32];
                for (int ink = 0; ink < 4; ink++) {
                    raster.setSample(x, y, ink, (mixture & (8 >> ink)) == 0 ? 255 : 0);
                }
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(1);
            writer.write(null, new IIOImage(raster, null, null), settings);
        } finally {
            writer.dispose();
        }
        byte[] adobe = {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
        return with(bytes.toByteArray(), 2, adobe);
    }

    private static byte[] with(byte[] file, int at, byte[] more) {
        return ByteBuffer.allocate(file.length + more.length)
                .put(file, 0, at)
                .put(more)
                .put(file, at, file.length - at)
                .array();
    }
}
