package io.talkinghead.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.face.FaceChoice;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.testkit.DrawnFaces;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoTest {
    private static final Frame PICTURE = Frame.of(2, 1, new byte[] {1, 2, 3, 4, 5, 6});
    private static final Landmarks LANDMARKS = DrawnFaces.landmarks(50, 50, 20);

    @TempDir
    private Path folder;

    @Test
    void picture_everySource_givesTheSamePixels() throws IOException {
        Path file = folder.resolve("anna.png");
        ImageFiles.write(file, PICTURE);
        Photo read;
        try (InputStream in = Files.newInputStream(file)) {
            read = Photo.read(in, "upload");
        }
        BufferedImage image = PICTURE.toBufferedImage();
        for (Photo photo : new Photo[] {Photo.of(file), Photo.of(PICTURE, "anna"), Photo.from(image, "anna"), read}) {
            assertThat(photo.picture().rgb()).isEqualTo(PICTURE.rgb());
        }
    }

    @Test
    void name_ofAFile_isItsLastPartAndErrorsNameItWhole() {
        Photo photo = Photo.of(folder.resolve("none.png"));
        assertThat(photo.name()).isEqualTo("none.png");
        assertThat(photo).hasToString(folder.resolve("none.png").toString());
        assertThatThrownBy(photo::picture)
                .hasMessageContaining(photo.toString())
                .hasMessageContaining("TH-101");
    }

    @Test
    void read_noPicture_isRefusedByName() {
        InputStream text = new ByteArrayInputStream(new byte[] {1, 2, 3});
        assertThatThrownBy(() -> Photo.read(text, "upload 7"))
                .hasMessageContaining("TH-101")
                .hasMessageContaining("upload 7");
    }

    @Test
    void withFaceAndLandmarks_copy_andLeaveThePhotoAsItIs() {
        Photo photo = Photo.of(PICTURE, "anna");
        Photo chosen = photo.withFace(FaceChoice.index(1)).withLandmarks(LANDMARKS);
        assertThat(chosen.face()).isEqualTo(FaceChoice.index(1));
        assertThat(chosen.landmarks()).contains(LANDMARKS);
        assertThat(photo.face()).isEqualTo(FaceChoice.largest());
        assertThat(photo.landmarks()).isEmpty();
    }
}
