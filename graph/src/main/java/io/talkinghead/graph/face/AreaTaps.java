package io.talkinghead.graph.face;

/**
 * For every output position along one side of a shrunk picture: which source positions its area covers, and how much of the
 * area each one is.
 *
 * <p><b>Threading:</b> one thread at a time; memory is kept for the next layout.
 */
final class AreaTaps {
    private int length;
    private int size;
    private int[] starts = new int[1];
    private int[] sources = new int[0];
    private float[] weights = new float[0];

    /** Lays {@code length} source positions out on {@code size} output positions, {@code 0 < size <= length}. */
    void lay(int length, int size) {
        if (this.length == length && this.size == size) {
            return;
        }
        this.length = length;
        this.size = size;
        if (starts.length <= size) {
            starts = new int[size + 1];
        }
        // A source position on the border of two areas is a tap of both.
        if (weights.length < length + size) {
            sources = new int[length + size];
            weights = new float[length + size];
        }
        double perOutput = length / (double) size;
        int tap = 0;
        for (int i = 0; i < size; i++) {
            double from = i * perOutput;
            double to = Math.min(length, from + perOutput);
            starts[i] = tap;
            for (int source = (int) from; source < to; source++) {
                sources[tap] = source;
                weights[tap++] = (float) ((Math.min(source + 1, to) - Math.max(source, from)) / perOutput);
            }
        }
        starts[size] = tap;
    }

    /** Returns the first tap of an output position; its last is the one before the first of the next position. */
    int start(int position) {
        return starts[position];
    }

    int source(int tap) {
        return sources[tap];
    }

    float weight(int tap) {
        return weights[tap];
    }
}
