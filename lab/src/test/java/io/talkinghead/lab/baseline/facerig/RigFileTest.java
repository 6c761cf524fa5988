package io.talkinghead.lab.baseline.facerig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.error.TalkingHeadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RigFileTest {
    @TempDir
    private Path folder;

    @Test
    void read_rig_isReducedToTheFaceAndLooksDown() {
        Rig rig = RigFile.read(DrawnRig.write(folder.resolve("rig.npz"), new DrawnRig().entries()));
        assertThat(rig.identity()).hasDimensions(3, 3 * rig.vertices());
        assertThat(rig.expression()).hasDimensions(2, 3 * rig.vertices());
        // The sheet is larger than the face.
        assertThat(rig.vertices()).isBetween(200, 33 * 33);
        for (int i = 0; i < 68; i++) {
            int at = 3 * rig.landmarks()[i];
            assertThat(rig.neutral()[at + 1]).isCloseTo((DrawnRig.FACE.y(i) - 64) / 10, within(1e-5f));
            assertThat(rig.neutral()[at + 2]).isCloseTo(DrawnRig.FACE.z(i) / 10, within(1e-5f));
        }
        assertThat(rig.shares()[rig.landmarks()[30]]).isEqualTo(1);
        assertThat(rig.shares()[rig.landmarks()[8]]).isZero();
        // From the front all triangles are seen.
        float[] places = rig.neutral();
        for (int i = 0; i < rig.corners().length; i += 3) {
            int a = 3 * rig.corners()[i];
            int b = 3 * rig.corners()[i + 1];
            int c = 3 * rig.corners()[i + 2];
            float area = (places[b] - places[a]) * (places[c + 1] - places[a + 1])
                    - (places[b + 1] - places[a + 1]) * (places[c] - places[a]);
            assertThat(area).isPositive();
        }
    }

    @Test
    void read_damagedFiles_areRefusedWithTheReason() throws IOException {
        refused(folder.resolve("none.npz"), "there is no file");
        Path text = folder.resolve("text.npz");
        Files.writeString(text, "no zip");
        refused(text, "not a zip file");
        refused("has no array 'expression'", "expression.npy", null);
        refused("'lm68' cannot be read: it is not a NumPy array", "lm68.npy", new byte[40]);
        refused("'neutral' is [3], not [any, 3]", "neutral.npy", DrawnRig.floats(new float[3], 3));
        refused("'identity' is [1, 2, 3], not", "identity.npy", DrawnRig.floats(new float[6], 1, 2, 3));
        refused("'lm68' has 99999.0", "lm68.npy", DrawnRig.ints(i -> 99_999, 68));
        refused("'faces' has -1.0", "faces.npy", DrawnRig.ints(i -> -1, 1024, 4));
        refused("value that is no number", "vt.npy", DrawnRig.floats(new float[] {Float.NaN, 0}, 1, 2));
        refused("nothing of its skin", "mat.npy", DrawnRig.ints(i -> 1, 1024));
    }

    private void refused(String why, String name, byte @Nullable [] entry) {
        Map<String, byte[]> entries = new DrawnRig().entries();
        if (entry == null) {
            entries.remove(name);
        } else {
            entries.put(name, entry);
        }
        refused(DrawnRig.write(folder.resolve("damaged.npz"), entries), why);
    }

    private static void refused(Path file, String why) {
        assertThatThrownBy(() -> RigFile.read(file))
                .isInstanceOf(TalkingHeadException.class)
                .hasMessageContaining("TH-302")
                .hasMessageContaining(String.valueOf(file.getFileName()))
                .hasMessageContaining(why);
    }

    @Test
    void hash_file_isItsSha256() throws IOException {
        Path file = folder.resolve("empty.npz");
        Files.createFile(file);
        assertThat(RigFile.hash(file)).startsWith("e3b0c44298fc1c149afbf4c8996fb924");
        assertThatThrownBy(() -> RigFile.hash(folder.resolve("none"))).hasMessageContaining("TH-302");
    }
}
