package io.talkinghead.lab.baseline.facerig;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import io.talkinghead.internal.file.ZipArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A file of a face rig, as NumPy's {@code savez} writes it: {@code neutral} (V x 3), {@code identity} (I x V x 3) and
 * {@code expression} (E x V x 3), x to the right of the picture, y up and z towards the viewer; {@code faces} (F x 4 corners),
 * {@code vt} (places in the texture, 0 to 1, v up) and {@code faces_vt} (F x 4), {@code mat} (a material for each of the faces, of which
 * 0 is the skin), {@code lm68} (the vertices that are the 68 landmarks). What else is in it is not looked at.
 *
 * <p><b>Threading:</b> any number of threads.
 */
final class RigFile {
    private static final long MAX_BYTES = 1L << 30;
    private static final int CORNERS = 4;

    private final Path file;
    private final Map<String, byte[]> entries;

    private RigFile(Path file) {
        this.file = file;
        entries = ZipArchive.read(file, MAX_BYTES, ErrorCode.MODEL_INVALID);
    }

    /**
     * Returns the file's SHA-256 in lower-case hex.
     *
     * @throws TalkingHeadException {@link ErrorCode#MODEL_INVALID} when there is no such file
     */
    static String hash(Path file) {
        try {
            return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
        } catch (IOException e) {
            throw new TalkingHeadException(ErrorCode.MODEL_INVALID, "the rig " + file + " cannot be read: " + e, e);
        }
    }

    /**
     * Reads a rig.
     *
     * @throws TalkingHeadException {@link ErrorCode#MODEL_INVALID} when there is no such file, or it is no rig, with the reason
     */
    static Rig read(Path file) {
        return new RigFile(file).rig();
    }

    private Rig rig() {
        NumpyArray neutral = array("neutral", -1, 3);
        int vertices = neutral.shape().get(0);
        NumpyArray identity = array("identity", -1, vertices, 3);
        NumpyArray expression = array("expression", -1, vertices, 3);
        NumpyArray places = array("vt", -1, 2);
        NumpyArray faces = array("faces", -1, CORNERS);
        int count = faces.shape().get(0);
        int[] landmarks = indices("lm68", array("lm68", Landmarks.COUNT), vertices);
        RigSkin skin = RigSkin.of(
                neutral.values(),
                landmarks,
                indices("faces", faces, vertices),
                new RigSkin.Texture(
                        places.values(),
                        indices(
                                "faces_vt",
                                array("faces_vt", count, CORNERS),
                                places.shape().get(0))),
                array("mat", count).values());
        if (skin.corners().length == 0) {
            throw invalid("nothing of its skin lies between the jaw and the brows");
        }
        return Rig.of(skin, landmarks, neutral, identity, expression);
    }

    /** Reads an array whose axes are so long; -1 stands for any length. */
    private NumpyArray array(String name, int... shape) {
        byte[] entry = entries.get(name + ".npy");
        if (entry == null) {
            throw invalid("it has no array '" + name + "'");
        }
        NumpyArray array;
        try {
            array = NumpyArray.parse(entry);
        } catch (IllegalArgumentException e) {
            throw invalid("its array '" + name + "' cannot be read: " + e.getMessage());
        }
        boolean fits = array.shape().size() == shape.length;
        for (int axis = 0; fits && axis < shape.length; axis++) {
            fits = shape[axis] < 0 || shape[axis] == array.shape().get(axis);
        }
        if (!fits) {
            throw invalid("its array '" + name + "' is " + array.shape() + ", not " + List.of(boxed(shape)));
        }
        for (float value : array.values()) {
            if (!Float.isFinite(value)) {
                throw invalid("its array '" + name + "' has a value that is no number");
            }
        }
        return array;
    }

    private static Object[] boxed(int... shape) {
        Object[] lengths = new Object[shape.length];
        for (int axis = 0; axis < shape.length; axis++) {
            lengths[axis] = shape[axis] < 0 ? "any" : shape[axis];
        }
        return lengths;
    }

    private int[] indices(String name, NumpyArray array, int count) {
        int[] indices = new int[array.values().length];
        for (int i = 0; i < indices.length; i++) {
            float value = array.values()[i];
            if (value < 0 || value >= count || value != Math.rint(value)) {
                throw invalid("its array '" + name + "' has " + value + ", which is none of 0 to " + (count - 1));
            }
            indices[i] = (int) value;
        }
        return indices;
    }

    private TalkingHeadException invalid(String why) {
        return new TalkingHeadException(ErrorCode.MODEL_INVALID, "the rig " + file + ": " + why);
    }
}
