package io.talkinghead.lab.baseline.facerig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.conditioning.PreparedPhoto;
import io.talkinghead.image.Frame;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceTextureTest {
    private static final int SIZE = 64;
    private static final RigPose FRONT = RigPose.front(5, 32, 32, 2);

    @TempDir
    private Path folder;

    private Rig rig;

    @BeforeEach
    void read() {
        rig = RigFile.read(DrawnRig.write(folder.resolve("rig.npz"), new DrawnRig().entries()));
    }

    /** A photo of one colour, in which red and blue are so bright. */
    private static PreparedPhoto photo(int red, int blue) {
        byte[] rgb = new byte[3 * SIZE * SIZE];
        for (int i = 0; i < SIZE * SIZE; i++) {
            rgb[3 * i] = (byte) red;
            rgb[3 * i + 2] = (byte) blue;
        }
        return PreparedPhoto.of(Frame.of(SIZE, SIZE, rgb), DrawnRig.FACE.transformed(0.5, 0, 0));
    }

    private FaceTexture texture(List<PreparedPhoto> photos, RigPose... poses) {
        List<float[][]> places =
                Arrays.stream(poses).map(pose -> pose.projected(rig.neutral())).toList();
        return FaceTexture.of(rig, photos, places, 128);
    }

    private static RigPose turned(double angle) {
        return FRONT.changed(new double[] {0, 0, angle, 0, 0, 0, 0, 0});
    }

    @Test
    void of_photosAlike_isTheirMean() {
        FaceTexture texture = texture(List.of(photo(255, 0), photo(0, 255)), FRONT, FRONT);
        assertThat(texture.at(0, 0.5f, 0.5f)).isCloseTo(0, within(1e-3f));
        assertThat(texture.at(1, 0.5f, 0.5f)).isCloseTo(-1, within(1e-3f));
        assertThat(texture.at(2, 0.5f, 0.5f)).isCloseTo(0, within(1e-3f));
        assertThat(texture.at(3, 0.5f, 0.5f)).isEqualTo(1);
    }

    @Test
    void of_photoFromTheSide_countsLessAndAlongTheSkinNothing() {
        List<PreparedPhoto> photos = List.of(photo(255, 0), photo(0, 255));
        float fromTheSide = texture(photos, FRONT, turned(0.8)).at(2, 0.5f, 0.5f);
        assertThat(fromTheSide).isBetween(-0.6f, -0.2f);
        // At 80 degrees the middle of the sheet is seen along the skin.
        assertThat(texture(photos, FRONT, turned(1.4)).at(2, 0.5f, 0.5f)).isCloseTo(-1, within(1e-3f));
    }

    @Test
    void of_whatNoPhotoShows_isNotKnown() {
        FaceTexture texture = texture(List.of(photo(255, 0)), turned(Math.PI));
        assertThat(texture.at(3, 0.5f, 0.5f)).isZero();
        // Nor is what lies beyond the photo.
        RigPose aside = FRONT.changed(new double[] {0, 0, 0, 0, -32, 0, 0, 0});
        FaceTexture half = texture(List.of(photo(255, 0)), aside);
        assertThat(half.at(3, 0.35f, 0.5f)).isZero();
        assertThat(half.at(3, 0.65f, 0.5f)).isEqualTo(1);
        assertThat(half.at(0, 0.65f, 0.5f)).isCloseTo(1, within(1e-3f));
    }
}
