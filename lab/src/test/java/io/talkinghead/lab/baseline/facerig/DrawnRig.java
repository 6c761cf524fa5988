package io.talkinghead.lab.baseline.facerig;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.talkinghead.face.Landmarks;
import io.talkinghead.internal.file.ZipArchive;
import io.talkinghead.lab.evaluation.TurnedFaces;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * A small rig: a bent sheet in front of which the 68 landmarks of a face lie. Identities make it wider, longer and deeper; expressions
 * open the mouth and raise the brows.
 */
final class DrawnRig {
    static final Landmarks FACE = TurnedFaces.turned(0);

    private static final int GRID = 33;
    private static final int VERTICES = GRID * GRID + Landmarks.COUNT;
    private static final double PIXELS = 10;
    private static final int FACES = (GRID - 1) * (GRID - 1);

    private final float[] neutral = new float[3 * VERTICES];
    /** What lies below opens with the mouth. */
    private final double mouth = -(FACE.y(62) + FACE.y(66) - 128) / 2 / PIXELS;

    private final double brows = -(FACE.y(27) - 64) / PIXELS;

    DrawnRig() {
        for (int i = 0; i < Landmarks.COUNT; i++) {
            int at = 3 * (GRID * GRID + i);
            neutral[at] = (float) ((FACE.x(i) - 64) / PIXELS);
            neutral[at + 1] = (float) (-(FACE.y(i) - 64) / PIXELS);
            neutral[at + 2] = (float) (-FACE.z(i) / PIXELS);
        }
        for (int i = 0; i < GRID * GRID; i++) {
            double x = 10.0 * (i % GRID) / (GRID - 1) - 5;
            double y = 5 - 10.0 * Math.floorDiv(i, GRID) / (GRID - 1);
            neutral[3 * i] = (float) x;
            neutral[3 * i + 1] = (float) y;
            neutral[3 * i + 2] = (float) (-0.1 * x * x);
        }
    }

    private float[] identity() {
        float[] moves = new float[9 * VERTICES];
        for (int i = 0; i < VERTICES; i++) {
            for (int axis = 0; axis < 3; axis++) {
                moves[3 * (axis * VERTICES + i) + axis] = 0.05f * neutral[3 * i + axis];
            }
        }
        return moves;
    }

    private float[] expression() {
        float[] moves = new float[6 * VERTICES];
        for (int i = 0; i < VERTICES; i++) {
            float y = neutral[3 * i + 1];
            moves[3 * i + 1] = y < mouth ? -1.5f : 0;
            moves[3 * (VERTICES + i) + 1] = y > brows ? 1 : 0;
        }
        return moves;
    }

    /** Returns the file's arrays, to be changed by tests. */
    Map<String, byte[]> entries() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("neutral.npy", floats(neutral, VERTICES, 3));
        entries.put("identity.npy", floats(identity(), 3, VERTICES, 3));
        entries.put("expression.npy", floats(expression(), 2, VERTICES, 3));
        entries.put("lm68.npy", ints(i -> GRID * GRID + i, Landmarks.COUNT));
        entries.put("faces.npy", ints(DrawnRig::corner, FACES, 4));
        entries.put("faces_vt.npy", ints(DrawnRig::corner, FACES, 4));
        entries.put("mat.npy", ints(i -> 0, FACES));
        float[] places = new float[2 * GRID * GRID];
        for (int i = 0; i < GRID * GRID; i++) {
            places[2 * i] = (float) (i % GRID) / (GRID - 1);
            places[2 * i + 1] = 1 - (float) Math.floorDiv(i, GRID) / (GRID - 1);
        }
        entries.put("vt.npy", floats(places, GRID * GRID, 2));
        return entries;
    }

    /** Anticlockwise with y up, from the lower left corner. */
    private static int corner(int i) {
        int face = i / 4;
        int left = face / (GRID - 1) * GRID + face % (GRID - 1);
        return left + new int[] {GRID, GRID + 1, 1, 0}[i % 4];
    }

    /** Writes the file. */
    static Path write(Path file, Map<String, byte[]> entries) {
        ZipArchive.write(file, entries);
        return file;
    }

    static byte[] floats(float[] values, int... shape) {
        ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            out.putFloat(value);
        }
        return array("<f4", shape, out.array());
    }

    static byte[] ints(IntToDoubleFunction values, int... shape) {
        int count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        ByteBuffer out = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            out.putInt((int) values.applyAsDouble(i));
        }
        return array("<i4", shape, out.array());
    }

    static byte[] array(String type, int[] shape, byte[] values) {
        String axes = Arrays.toString(shape).replace("[", "(").replace("]", shape.length == 1 ? ",)" : ")");
        return array(
                String.format(Locale.ROOT, "{'descr': '%s', 'fortran_order': False, 'shape': %s, }", type, axes),
                values);
    }

    static byte[] array(String header, byte[] values) {
        byte[] text = (header + "\n").getBytes(ISO_8859_1);
        ByteBuffer out = ByteBuffer.allocate(10 + text.length + values.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put("\u0093NUMPY\u0001\u0000".getBytes(ISO_8859_1)).putShort((short) text.length);
        return out.put(text).put(values).array();
    }
}
