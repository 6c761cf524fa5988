package io.talkinghead.djl.loss;

import io.talkinghead.model.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A VGG network written out in loops, as the papers and Caffe have it: BGR in, ReLU behind each convolution. */
final class PlainVgg {
    private final Weights weights;
    private final int[] convolutions;

    PlainVgg(Weights caffe, int... convolutions) {
        weights = caffe;
        this.convolutions = convolutions;
    }

    /** The first activation of each stage, for a square BGR picture of 0-255 minus the mean. */
    List<double[]> taps(double[] bgr, int side) {
        List<double[]> taps = new ArrayList<>();
        double[] x = bgr;
        int size = side;
        for (int stage = 1; stage <= convolutions.length; stage++) {
            if (stage > 1) {
                x = pooled(x, size);
                size /= 2;
            }
            for (int k = 1; k <= convolutions[stage - 1]; k++) {
                x = convolved(x, size, "conv" + stage + "_" + k);
                if (k == 1) {
                    taps.add(x);
                }
            }
        }
        return taps;
    }

    private double[] convolved(double[] x, int size, String name) {
        float[] kernels = weights.tensor(name + ".weight").toFloats();
        float[] bias = weights.tensor(name + ".bias").toFloats();
        int from = x.length / (size * size);
        double[] out = new double[bias.length * size * size];
        for (int o = 0; o < bias.length; o++) {
            double[] plane = new double[size * size];
            Arrays.fill(plane, bias[o]);
            for (int i = 0; i < from; i++) {
                for (int tap = 0; tap < 9; tap++) {
                    add(plane, x, i * size * size, size, tap, kernels[(o * from + i) * 9 + tap]);
                }
            }
            for (int p = 0; p < plane.length; p++) {
                out[o * size * size + p] = Math.max(0, plane[p]);
            }
        }
        return out;
    }

    /** Adds one place of a kernel of 3 x 3; outside is zero. */
    private static void add(double[] plane, double[] x, int at, int size, int tap, double weight) {
        int dy = tap / 3 - 1;
        int dx = tap % 3 - 1;
        for (int row = Math.max(0, -dy); row < Math.min(size, size - dy); row++) {
            for (int column = Math.max(0, -dx); column < Math.min(size, size - dx); column++) {
                plane[row * size + column] += weight * x[at + (row + dy) * size + column + dx];
            }
        }
    }

    private static double[] pooled(double[] x, int size) {
        int half = size / 2;
        int channels = x.length / (size * size);
        double[] out = new double[channels * half * half];
        for (int i = 0; i < out.length; i++) {
            int channel = i / (half * half);
            int row = i / half % half * 2;
            int column = i % half * 2;
            int at = channel * size * size + row * size + column;
            out[i] = Math.max(Math.max(x[at], x[at + 1]), Math.max(x[at + size], x[at + size + 1]));
        }
        return out;
    }
}
