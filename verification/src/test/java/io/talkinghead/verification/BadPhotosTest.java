package io.talkinghead.verification;

import static io.talkinghead.verification.Samples.ASTRONAUT;
import static io.talkinghead.verification.Samples.MONA_LISA;
import static io.talkinghead.verification.Samples.assertFails;
import static io.talkinghead.verification.Samples.faceless;
import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.TalkingHead;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.face.FaceChoice;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.person.Photo;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Photos that no head can be made of: each is named with its reason, and no engine stays open. */
class BadPhotosTest {
    @TempDir
    private Path folder;

    private int openedBefore;

    @BeforeEach
    void countEngines() {
        openedBefore = WatchedBackendProvider.opened();
    }

    @AfterEach
    void everyEngine_isClosed() {
        assertThat(WatchedBackendProvider.opened()).isGreaterThan(openedBefore);
        assertThat(WatchedBackendProvider.running()).isZero();
    }

    @Test
    void build_textAsPhoto_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.png"), "this is no picture");
        refused(ErrorCode.IMAGE_UNREADABLE, file, "not a picture");
    }

    @Test
    void build_emptyFile_isRefused() throws IOException {
        refused(ErrorCode.IMAGE_UNREADABLE, Files.createFile(folder.resolve("empty.jpg")), "empty");
    }

    @Test
    void build_missingFile_isRefused() {
        refused(ErrorCode.IMAGE_UNREADABLE, folder.resolve("missing.png"), "no such file");
    }

    @Test
    void build_folderAsPhoto_isRefused() throws IOException {
        refused(ErrorCode.IMAGE_UNREADABLE, Files.createDirectory(folder.resolve("photos.png")), "folder");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.1, 0.5, 0.9, 0.995})
    void build_truncatedJpeg_isRefused(double share) throws IOException {
        byte[] whole = Files.readAllBytes(MONA_LISA);
        byte[] part = Arrays.copyOf(whole, (int) (share * whole.length));
        refused(ErrorCode.IMAGE_UNREADABLE, Files.write(folder.resolve("cut.jpg"), part), "cut off");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.5, 0.995})
    void build_truncatedPng_isRefused(double share) throws IOException {
        byte[] whole = Files.readAllBytes(ASTRONAUT);
        byte[] part = Arrays.copyOf(whole, (int) (share * whole.length));
        refused(ErrorCode.IMAGE_UNREADABLE, Files.write(folder.resolve("cut.png"), part), "cut off");
    }

    @ParameterizedTest
    @CsvSource({"30000, 30000", "40000, 40000", "2147483647, 2147483647"})
    void build_hugeHeader_isRefusedByIt(int width, int height) throws IOException {
        Path file = Files.write(folder.resolve("huge.png"), pngHeader(width, height));
        refused(ErrorCode.IMAGE_TOO_LARGE, file, width + " x " + height);
    }

    @Test
    void build_pictureWithoutFace_isRefused() {
        Path file = folder.resolve("wall.png");
        ImageFiles.write(file, faceless(400, 300));
        refused(ErrorCode.NO_FACE, file, "no face", "400 x 300");
    }

    @Test
    void build_animatedGif_isRefusedAsAnAnimation() throws IOException {
        BufferedImage still = ImageFiles.read(ASTRONAUT).toBufferedImage();
        Path file = folder.resolve("moving.gif");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            writer.writeToSequence(new IIOImage(still, null, null), null);
            writer.writeToSequence(new IIOImage(still, null, null), null);
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        refused(ErrorCode.IMAGE_UNREADABLE, file, "animation", "driver");
    }

    @Test
    void build_badPhotoAmongGoodOnes_isTheOneNamed() throws IOException {
        Path bad = Files.writeString(folder.resolve("third.png"), "?");
        assertFails(
                ErrorCode.IMAGE_UNREADABLE,
                () -> TalkingHead.builder(Photo.of(ASTRONAUT), Photo.of(MONA_LISA), Photo.of(bad))
                        .backend(WatchedBackendProvider.ID)
                        .build(),
                bad.toString());
    }

    @Test
    void build_faceThatIsNotThere_isRefusedNamingThePhotoOnce() {
        assertFails(
                ErrorCode.FACE_CHOICE,
                () -> TalkingHead.builder(Photo.of(ASTRONAUT).withFace(FaceChoice.index(3)))
                        .backend(WatchedBackendProvider.ID)
                        .build(),
                "TH-104: in " + ASTRONAUT + ": face 3 was asked for");
    }

    private void refused(ErrorCode code, Path file, String... why) {
        String[] says = Arrays.copyOf(why, why.length + 1);
        says[why.length] = file.toString();
        assertFails(
                code,
                () -> TalkingHead.builder(Photo.of(file))
                        .backend(WatchedBackendProvider.ID)
                        .build()
                        .close(),
                says);
        assertThat(Samples.names(folder)).hasSizeLessThan(2);
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
