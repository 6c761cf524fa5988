package io.talkinghead.conditioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.face.Landmarks;
import io.talkinghead.model.WarpVersion;
import io.talkinghead.model.Weights;
import io.talkinghead.testkit.Golden;
import org.junit.jupiter.api.Test;

class GuidedWarpGoldenTest {
    private static final int R = 128;

    private final Weights vectors = Golden.tensors("guided/vectors.safetensors");
    private final Landmarks photo = Golden.landmarks(vectors.tensor("in.photo_landmarks"));
    private final Landmarks target = Golden.landmarks(vectors.tensor("in.target_landmarks"));

    @Test
    void map_referenceLandmarks_isTheReferenceMap() {
        WarpGrid grid = WarpGrid.of(WarpVersion.MLS_V1, R);
        grid.fit(ControlPoints.of(photo, R), ControlPoints.of(target, R));
        float[] map = new float[2 * R * R];
        grid.map(map);
        Golden.assertClose(map, vectors.tensor("out.warp_map_xy").toFloats(), 0.02);
    }

    @Test
    void apply_referencePhoto_isTheReferencePictureWithinItsEightBits() {
        WarpGrid grid = WarpGrid.of(WarpVersion.MLS_V1, R);
        grid.fit(ControlPoints.of(photo, R), ControlPoints.of(target, R));
        float[] warped = new float[3 * R * R];
        grid.apply(vectors.tensor("in.photo").toFloats(), warped);
        Golden.assertClose(warped, vectors.tensor("in.warped").toFloats(), 0.51 / 127.5);
    }

    @Test
    void draw_referenceLandmarks_isNearlyTheReferencePicture() {
        float[] planes = new float[3 * R * R];
        for (String name : new String[] {"", "photo_"}) {
            LandmarkPicture.draw(name.isEmpty() ? target : photo, R, planes);
            float[] expected = vectors.tensor("in." + name + "landmark_picture").toFloats();
            double sum = 0;
            for (int i = 0; i < planes.length; i++) {
                sum += Math.abs(planes[i] - expected[i]) * 127.5;
            }
            // Lines cover a tenth of the picture; the reference smooths them a little differently.
            assertThat(sum / planes.length).isLessThan(0.6);
        }
    }
}
