package io.talkinghead.conditioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.conditioning.turn.RigidTurn;
import io.talkinghead.face.Landmarks;
import io.talkinghead.model.Weights;
import io.talkinghead.testkit.Golden;
import org.junit.jupiter.api.Test;

class PreparedPhotoTest {
    private static final int R = 64;

    private final Weights geometry = Golden.tensors("guided-v3/geometry.safetensors");
    private final Landmarks face = Golden.deepLandmarks(geometry.tensor("geometry.turned.photo.landmarks"))
            .transformed(0.25, 0, 0);
    private final PreparedPhoto photo = new PreparedPhoto(
            face,
            Golden.tensors("guided-v3/networks.safetensors").tensor("net.photo").toFloats(),
            PosedFace.of(face, R));

    @Test
    void reposed_referenceTurn_givesTheReferencePictureAndLandmarks() {
        Weights reference = Golden.tensors("guided-v3/losses.safetensors");
        PreparedPhoto reposed = photo.reposed(new RigidTurn(0.1, 0.35, -0.07, 1.05, 0.02, -0.01));
        Landmarks expected = Golden.deepLandmarks(reference.tensor("reposed.landmarks"));
        for (int i = 0; i < Landmarks.COUNT; i++) {
            assertThat(reposed.landmarks().x(i)).isCloseTo(expected.x(i), within(1e-3f));
            assertThat(reposed.landmarks().y(i)).isCloseTo(expected.y(i), within(1e-3f));
            assertThat(reposed.landmarks().z(i)).isCloseTo(expected.z(i), within(1e-3f));
        }
        Golden.assertClose(reposed.planes(), reference.tensor("reposed.photo").toFloats(), 2e-3);
    }

    @Test
    void reposed_byNothing_isThePhoto() {
        Golden.assertClose(photo.reposed(RigidTurn.NONE).planes(), photo.planes(), 1e-3);
    }
}
