package io.talkinghead.internal.mark;

/** Fourier transforms of grids whose sides are powers of two, in place, with {@code exp(-2 pi i ...)} and no scaling. */
final class Fourier {
    private final int width;
    private final int height;
    private final float[] cosines;
    private final float[] sines;

    /** Prepares transforms of grids of so many values, both powers of two. */
    Fourier(int width, int height) {
        this.width = width;
        this.height = height;
        int longest = Math.max(width, height);
        cosines = new float[longest / 2];
        sines = new float[longest / 2];
        for (int i = 0; i < longest / 2; i++) {
            cosines[i] = (float) Math.cos(2 * Math.PI * i / longest);
            sines[i] = (float) -Math.sin(2 * Math.PI * i / longest);
        }
    }

    /** Returns the smallest power of two that is not below a number. */
    static int atLeast(double number) {
        int size = 1;
        while (size < number) {
            size *= 2;
        }
        return size;
    }

    /**
     * Transforms rows, then columns.
     *
     * @param rows so many from the first may hold something; those behind hold zeros
     */
    void transform(float[] real, float[] imaginary, int rows) {
        for (int y = 0; y < rows; y++) {
            transform(real, imaginary, y * width, width, 1);
        }
        transform(real, imaginary, 0, height, width);
    }

    /** Transforms {@code size} groups of {@code group} values, each place in a group by itself. */
    private void transform(float[] re, float[] im, int from, int size, int group) {
        reorder(re, im, from, size, group);
        for (int half = 1; half < size; half *= 2) {
            int step = cosines.length / half;
            for (int start = 0; start < size; start += 2 * half) {
                for (int i = 0; i < half; i++) {
                    combine(re, im, from + (start + i) * group, half * group, group, i * step);
                }
            }
        }
    }

    private void combine(float[] re, float[] im, int from, int apart, int group, int angle) {
        float c = cosines[angle];
        float s = sines[angle];
        for (int a = from; a < from + group; a++) {
            int b = a + apart;
            float x = c * re[b] - s * im[b];
            float y = c * im[b] + s * re[b];
            re[b] = re[a] - x;
            im[b] = im[a] - y;
            re[a] += x;
            im[a] += y;
        }
    }

    /** Changes the places of {@code size} groups of {@code group} values to those with the bits of their numbers turned round. */
    private static void reorder(float[] re, float[] im, int from, int size, int group) {
        int shift = Integer.numberOfLeadingZeros(size) + 1;
        for (int i = 1; i < size; i++) {
            int j = Integer.reverse(i) >>> shift;
            for (int k = 0; j > i && k < group; k++) {
                swap(re, from + i * group + k, from + j * group + k);
                swap(im, from + i * group + k, from + j * group + k);
            }
        }
    }

    private static void swap(float[] values, int i, int j) {
        float value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}
