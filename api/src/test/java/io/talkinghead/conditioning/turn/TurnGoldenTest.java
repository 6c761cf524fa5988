package io.talkinghead.conditioning.turn;

import static io.talkinghead.conditioning.turn.TurnedFaces.R;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.model.Weights;
import io.talkinghead.testkit.Golden;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnGoldenTest {
    private static final double TOLERANCE_PX = 0.02;
    /** The share of pixels that may lie on the other side of an edge: the reference computes in 32 bits. */
    private static final double OTHER_SIDE = 1e-3;

    private final Weights vectors = Golden.tensors("guided-v3/geometry.safetensors");

    private PosedFace face(String name) {
        return TurnedFaces.posed(Golden.deepLandmarks(vectors.tensor("geometry." + name + ".landmarks")));
    }

    /** The canonical face in a reference pose. */
    private PosedFace carried(String name) {
        float scale = expected("geometry." + name + ".scale")[0];
        float[] rotation = expected("geometry." + name + ".rotation");
        float[] translation = expected("geometry." + name + ".translation");
        float[][] axes = new float[3][Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            for (int axis = 0; axis < 3; axis++) {
                double sum = 0;
                for (int k = 0; k < 3; k++) {
                    sum += rotation[3 * axis + k] * CanonicalFace.MEAN.at(i, k);
                }
                axes[axis][i] = (float) (scale * sum + translation[axis]);
            }
        }
        return TurnedFaces.posed(Landmarks.of(axes[0], axes[1], axes[2]));
    }

    private float[] expected(String name) {
        return vectors.tensor(name).toFloats();
    }

    @Test
    void canonicalFace_isTheReference() {
        for (int i = 0; i < CanonicalFace.POINTS; i++) {
            float[] expected = i < Landmarks.COUNT ? expected("canonical") : expected("forehead");
            for (int axis = 0; axis < 3; axis++) {
                assertThat(CanonicalFace.MEAN.at(i, axis)).isEqualTo(expected[3 * (i % Landmarks.COUNT) + axis]);
            }
        }
        float[] triangles = expected("triangles");
        assertThat(CanonicalFace.MEAN.triangles()).isEqualTo(triangles.length / 3);
        for (int i = 0; i < triangles.length; i++) {
            assertThat((float) CanonicalFace.MEAN.corner(i / 3, i % 3)).isEqualTo(triangles[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"near.photo", "near.target", "turned.target", "shut.photo", "shut.target"})
    void pose_referenceLandmarks_isTheReferencePose(String name) {
        FacePose pose = face(name).pose();
        assertThat(pose.scale()).isCloseTo(expected("geometry." + name + ".scale")[0], within(1e-3));
        for (int i = 0; i < 9; i++) {
            assertThat(pose.rotation(i / 3, i % 3))
                    .isCloseTo(expected("geometry." + name + ".rotation")[i], within(1e-4));
        }
        for (int axis = 0; axis < 3; axis++) {
            assertThat(pose.translation(axis))
                    .isCloseTo(expected("geometry." + name + ".translation")[axis], within(2e-3));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"near", "turned", "shut"})
    void surround_referenceFaces_isTheReferenceMap(String name) {
        float[] found = TurnedFaces.surround(face(name + ".photo"), face(name + ".target"));
        Golden.assertClose(found, expected("geometry." + name + ".surround"), TOLERANCE_PX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"near", "turned", "shut"})
    void headTurn_referenceFaces_isTheReferenceMap(String name) {
        // At the silhouette the map is steeper than any other: a pose fitted to a grimace differs too much.
        float[] found = TurnedFaces.head(carried(name + ".photo"), carried(name + ".target"));
        assertHead(found, expected("geometry." + name + ".head"));
    }

    private static void assertHead(float[] found, float[] expected) {
        int map = found.length / 3 * 2;
        Golden.assertClose(Arrays.copyOf(found, map), Arrays.copyOf(expected, map), TOLERANCE_PX);
        Golden.assertClose(
                Arrays.copyOfRange(found, map, found.length), Arrays.copyOfRange(expected, map, found.length), 1e-3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"near", "turned", "shut"})
    void meshMap_referenceFaces_isTheReferenceMap(String name) {
        float[] all = TurnedFaces.mesh(face(name + ".photo"), face(name + ".target"));
        float[] found = new float[all.length / 4];
        for (int i = 0; i < found.length; i++) {
            int side = R / 2;
            int x = i % side;
            int y = i / side % side;
            found[i] = all[i / (side * side) * R * R + 2 * y * R + 2 * x];
        }
        assertMesh(found, expected("geometry." + name + ".mesh"));
    }

    private static void assertMesh(float[] found, float[] expected) {
        int plane = found.length / 4;
        int otherValid = 0;
        int otherStretch = 0;
        for (int i = 0; i < plane; i++) {
            if (found[2 * plane + i] != expected[2 * plane + i]) {
                otherValid++;
            } else {
                assertThat(found[i]).isCloseTo(expected[i], within((float) TOLERANCE_PX));
                assertThat(found[plane + i]).isCloseTo(expected[plane + i], within((float) TOLERANCE_PX));
                otherStretch += Math.abs(found[3 * plane + i] - expected[3 * plane + i]) > 1e-2 ? 1 : 0;
            }
        }
        assertThat(otherValid).as("valid").isLessThanOrEqualTo((int) (OTHER_SIDE * plane));
        assertThat(otherStretch).as("stretch").isLessThanOrEqualTo((int) (OTHER_SIDE * plane));
    }

    @Test
    void maps_referenceFacesInACropOf64Px_areTheReferenceMaps() {
        int small = 64;
        SquareCrop whole = new SquareCrop(0, 0, R);
        PosedFace photo = new PosedFace(small);
        PosedFace target = new PosedFace(small);
        photo.setInCrop(Golden.deepLandmarks(vectors.tensor("geometry.turned.photo.landmarks")), whole);
        target.setInCrop(Golden.deepLandmarks(vectors.tensor("geometry.turned.target.landmarks")), whole);
        float[] surround = new float[2 * Surround.CELLS * Surround.CELLS];
        new Surround(small).map(photo, target, surround);
        Golden.assertClose(surround, expected("net.surround"), TOLERANCE_PX);
        float[] head = new float[3 * 16 * 16];
        new HeadTurn(small).map(photo, target, head);
        assertHead(head, expected("net.head"));
        float[] mesh = new float[4 * small * small];
        new MeshMap(small).map(photo, target, mesh);
        assertMesh(mesh, expected("net.mesh"));
    }
}
