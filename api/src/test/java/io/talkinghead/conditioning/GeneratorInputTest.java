package io.talkinghead.conditioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.Floats;
import io.talkinghead.conditioning.turn.HeadTurn;
import io.talkinghead.conditioning.turn.MeshMap;
import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.conditioning.turn.Surround;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.Lids;
import io.talkinghead.image.Frame;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.LidVersion;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.WarpVersion;
import io.talkinghead.testkit.Golden;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GeneratorInputTest {
    private static final int PX = 128;
    private static final int PLANES = 3 * PX * PX;
    private static final Landmarks FACE = Golden.face(PX);
    private static final Landmarks SHUT = Lids.opened(FACE, 0);
    private static final PreparedPhoto PHOTO = PreparedPhoto.of(noise(), FACE);
    private static final PosedFace TARGET = PosedFace.of(SHUT, PX);

    private static Frame noise() {
        byte[] rgb = new byte[PLANES];
        new Random(2).nextBytes(rgb);
        return Frame.of(PX, PX, rgb);
    }

    private static float[] input(Conditioning conditioning) {
        return GeneratorInput.of(ModelSpec.compact(conditioning)).copy(TARGET, PHOTO);
    }

    @Test
    void copy_landmarks_isTheTargetsLandmarkPictureAlone() {
        assertThat(input(Conditioning.landmarks()))
                .isEqualTo(PreparedPhoto.of(noise(), SHUT).landmarkPicture());
    }

    @Test
    void copy_turned_hasTheMotionsBehindIt() {
        float[] input = input(Conditioning.turned());
        float[] surround = new float[2 * Surround.CELLS * Surround.CELLS];
        new Surround(PX).map(PHOTO.face(), TARGET, surround);
        float[] head = new float[PLANES / 16];
        new HeadTurn(PX).map(PHOTO.face(), TARGET, head);
        float[] mesh = new float[4 * PX * PX];
        new MeshMap(PX).map(PHOTO.face(), TARGET, mesh);
        assertThat(input).isEqualTo(Floats.concat(input(Conditioning.landmarks()), surround, head, mesh));
    }

    @Test
    void copy_turnedFinely_hasAFinerMesh() {
        Conditioning fine = new Conditioning.Turned(WarpVersion.TURN_V2, LidVersion.V1, List.of());
        float[] coarse = input(Conditioning.turned());
        float[] mesh = new float[4 * 4 * PX * PX];
        new MeshMap(PX, 2).map(PHOTO.face(), TARGET, mesh);
        assertThat(input(fine)).isEqualTo(Floats.concat(Arrays.copyOf(coarse, coarse.length - 4 * PX * PX), mesh));
    }

    @Test
    void write_usedAgain_leavesNothingOfTheInputBefore() {
        GeneratorInput input = GeneratorInput.of(ModelSpec.compact(Conditioning.turned()));
        FloatBuffer buffer = FloatBuffer.allocate(Conditioning.turned().inputValues(PX));
        input.write(PHOTO.face(), PHOTO, buffer);
        input.write(TARGET, PHOTO, buffer);
        assertThat(buffer.position()).isZero();
        assertThat(buffer.array()).isEqualTo(input(Conditioning.turned()));
    }

    @Test
    void unlearntMotion_photosOwnPose_isThePhotoButForItsEdge() {
        float[] found = UnlearntMotion.of(PHOTO, PHOTO.face());
        // Cells are two pixels wide, and beyond the centres of the outermost nothing is known.
        for (int y = 1; y < PX - 1; y++) {
            for (int x = 1; x < PX - 1; x++) {
                assertThat((double) found[y * PX + x]).isCloseTo(PHOTO.planes()[y * PX + x], within(1e-2));
            }
        }
    }

    @Test
    void unlearntMotion_anotherPose_showsThePhotosPlacesThere() {
        PosedFace moved = PosedFace.of(FACE.transformed(1, 8, 4), PX);
        float[] found = UnlearntMotion.of(PHOTO, moved);
        int nose = (int) moved.y(30) * PX + (int) moved.x(30);
        int from = nose - 4 * PX - 8;
        for (int channel = 0; channel < 3; channel++) {
            assertThat((double) found[channel * PX * PX + nose])
                    .isCloseTo(PHOTO.planes()[channel * PX * PX + from], within(1e-2));
        }
    }

    @Test
    void nearest_severalPhotos_isTheFirstOfThoseInTheTargetsPose() {
        PreparedPhoto other = PreparedPhoto.of(noise(), FACE.transformed(1.3, 0, 0));
        PreparedPhoto twin = PreparedPhoto.of(noise(), FACE);
        Guides guides = new Guides(List.of(other, twin, PHOTO));
        assertThat(guides.nearest(PosedFace.of(FACE.transformed(1, 2, 2), PX))).isSameAs(twin);
        assertThat(guides.indexOfNearest(PosedFace.of(FACE.transformed(1.25, 2, 2), PX)))
                .isZero();
    }

    @Test
    void new_noPhoto_isRefused() {
        assertThatThrownBy(() -> new Guides(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
