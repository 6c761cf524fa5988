package io.talkinghead.conditioning;

import java.nio.FloatBuffer;

/**
 * The rows of a small map enlarged bilinearly: first along, which two output rows in a row mostly have in common, then across,
 * which the compiler turns into vector instructions.
 *
 * <p><b>Threading:</b> one thread at a time; allocates nothing.
 */
public final class EnlargedRows {
    private static final int NONE = -2;

    private final int planes;
    private final int side;
    private final int[] cell;
    private final float[] offset;
    private final float[] source;
    private Source map = (row, to) -> {};
    private float[] upper;
    private float[] lower;
    private int above = NONE;

    /** For maps of a side, and the cell and the place in it of each output column. */
    EnlargedRows(int planes, int side, int[] cell, float[] offset) {
        this.planes = planes;
        this.side = side;
        this.cell = cell;
        this.offset = offset;
        source = new float[planes * side];
        upper = new float[planes * cell.length];
        lower = new float[planes * cell.length];
    }

    /** A small map, read row by row: each row once or twice. */
    public interface Source {
        /** Writes a row of each plane, one behind the other. */
        void row(int y, float[] to);
    }

    /** Reads a row of each plane of a small map that lies in a buffer, as a {@link Source} writes them. */
    public void read(FloatBuffer planar, int y, float[] to) {
        for (int plane = 0; plane < planes; plane++) {
            planar.get((plane * side + y) * side, to, plane * side, side);
        }
    }

    /** Begins with a map; its values must stay until the last row was taken. */
    public void begin(Source map) {
        this.map = map;
        above = NONE;
    }

    /** Writes output row {@code y} of each plane, one behind the other. */
    public void row(int y, float[] to) {
        find(cell[y]);
        float t = offset[y];
        for (int i = 0; i < to.length; i++) {
            to[i] = upper[i] + t * (lower[i] - upper[i]);
        }
    }

    private void find(int row) {
        if (row == above) {
            return;
        }
        if (row == above + 1) {
            float[] free = upper;
            upper = lower;
            lower = free;
        } else {
            enlarge(row, upper);
        }
        enlarge(row + 1, lower);
        above = row;
    }

    private void enlarge(int row, float[] to) {
        map.row(row, source);
        int width = cell.length;
        for (int plane = 0; plane < planes; plane++) {
            int from = plane * side;
            int start = plane * width;
            for (int x = 0; x < width; x++) {
                float left = source[from + cell[x]];
                to[start + x] = left + offset[x] * (source[from + cell[x] + 1] - left);
            }
        }
    }
}
