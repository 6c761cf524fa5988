package io.talkinghead.internal.mark;

/** Fourier transforms of grids whose sides are powers of two, in place, with {@code exp(-2 pi i ...)} and no scaling. */
final class Fourier {
    private final int size;
    private final float[] cosines;
    private final float[] sines;

    /** Prepares transforms of so many values, a power of two. */
    Fourier(int size) {
        this.size = size;
        cosines = new float[size / 2];
        sines = new float[size / 2];
        for (int i = 0; i < size / 2; i++) {
            cosines[i] = (float) Math.cos(2 * Math.PI * i / size);
            sines[i] = (float) -Math.sin(2 * Math.PI * i / size);
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

    /** Transforms {@code height} rows of {@code width} values, then the columns. */
    static void transform(float[] real, float[] imaginary, int width, int height) {
        Fourier rows = new Fourier(width);
        for (int y = 0; y < height; y++) {
            rows.transform(real, imaginary, y * width);
        }
        Fourier columns = new Fourier(height);
        float[] re = new float[height];
        float[] im = new float[height];
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                re[y] = real[y * width + x];
                im[y] = imaginary[y * width + x];
            }
            columns.transform(re, im, 0);
            for (int y = 0; y < height; y++) {
                real[y * width + x] = re[y];
                imaginary[y * width + x] = im[y];
            }
        }
    }

    private void transform(float[] re, float[] im, int from) {
        reorder(re, im, from);
        for (int half = 1; half < size; half *= 2) {
            int step = size / (2 * half);
            for (int start = from; start < from + size; start += 2 * half) {
                for (int i = 0; i < half; i++) {
                    float c = cosines[i * step];
                    float s = sines[i * step];
                    int a = start + i;
                    int b = a + half;
                    float x = c * re[b] - s * im[b];
                    float y = c * im[b] + s * re[b];
                    re[b] = re[a] - x;
                    im[b] = im[a] - y;
                    re[a] += x;
                    im[a] += y;
                }
            }
        }
    }

    private void reorder(float[] re, float[] im, int from) {
        int shift = Integer.numberOfLeadingZeros(size) + 1;
        for (int i = 1; i < size; i++) {
            int j = Integer.reverse(i) >>> shift;
            if (j > i) {
                swap(re, from + i, from + j);
                swap(im, from + i, from + j);
            }
        }
    }

    private static void swap(float[] values, int i, int j) {
        float value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}
