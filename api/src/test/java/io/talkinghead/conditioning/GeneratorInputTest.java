package io.talkinghead.conditioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.Lids;
import io.talkinghead.image.Frame;
import io.talkinghead.model.Conditioning;
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
    private static final Landmarks FACE =
            Golden.landmarks(Golden.tensors("guided/vectors.safetensors").tensor("in.photo_landmarks"));
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
    void copy_guided_hasThePhotoBehindItInTheWarpOfItsVersion() {
        float[] guided = input(Conditioning.guided());
        float[] refined = input(Conditioning.refined());
        assertThat(Arrays.copyOf(guided, PLANES)).isEqualTo(input(Conditioning.landmarks()));
        assertThat(Arrays.copyOfRange(guided, PLANES, 2 * PLANES))
                .isEqualTo(PHOTO.warpedTo(TARGET, WarpVersion.MLS_V1))
                .isNotEqualTo(PHOTO.warpedTo(TARGET, WarpVersion.MLS_LIDS_V3));
        assertThat(Arrays.copyOfRange(refined, PLANES, 2 * PLANES))
                .isEqualTo(PHOTO.warpedTo(TARGET, WarpVersion.MLS_LIDS_V3));
    }

    @Test
    void write_usedAgain_leavesNothingOfTheInputBefore() {
        GeneratorInput input = GeneratorInput.of(ModelSpec.compact(Conditioning.refined()));
        FloatBuffer buffer = FloatBuffer.allocate(2 * PLANES);
        input.write(PHOTO.face(), PHOTO, buffer);
        input.write(TARGET, PHOTO, buffer);
        assertThat(buffer.position()).isZero();
        assertThat(buffer.array()).isEqualTo(input(Conditioning.refined()));
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
