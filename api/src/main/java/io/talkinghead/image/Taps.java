package io.talkinghead.image;

import com.google.common.primitives.Floats;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.List;

/** For every output position along one side: which source positions it is made of, and how much of each. */
final class Taps {
    /** The kernel reaches this far, in the larger of a source and an output pixel. */
    private static final double REACH = 2;

    private final int[] starts;
    private final int[] sources;
    private final float[] weights;
    private final int first;
    private final int last;

    private Taps(int[] starts, int[] sources, float[] weights) {
        this.starts = starts;
        this.sources = sources;
        this.weights = weights;
        first = Ints.min(sources);
        last = Ints.max(sources);
    }

    /**
     * Maps the stretch of {@code length} source pixels from {@code offset} onto {@code size} output pixels; places outside
     * the {@code limit} source pixels take the nearest inside.
     */
    static Taps of(double offset, double length, int limit, int size) {
        double step = length / size;
        double stretch = Math.max(1, step);
        int[] starts = new int[size + 1];
        List<Integer> sources = new ArrayList<>();
        List<Float> weights = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            // Source pixel k has its centre at k + 0.5.
            double center = offset + (i + 0.5) * step - 0.5;
            int from = (int) Math.ceil(center - REACH * stretch);
            int to = (int) Math.floor(center + REACH * stretch);
            double sum = 0;
            for (int k = from; k <= to; k++) {
                sum += kernel((k - center) / stretch);
            }
            starts[i] = sources.size();
            for (int k = from; k <= to; k++) {
                double weight = kernel((k - center) / stretch) / sum;
                if (weight != 0) {
                    sources.add(Math.min(limit - 1, Math.max(0, k)));
                    weights.add((float) weight);
                }
            }
        }
        starts[size] = sources.size();
        return new Taps(starts, Ints.toArray(sources), Floats.toArray(weights));
    }

    /** Catmull-Rom. */
    private static double kernel(double distance) {
        double x = Math.abs(distance);
        if (x < 1) {
            return (1.5 * x - 2.5) * x * x + 1;
        }
        return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }

    int size() {
        return starts.length - 1;
    }

    int start(int position) {
        return starts[position];
    }

    int source(int tap) {
        return sources[tap];
    }

    float weight(int tap) {
        return weights[tap];
    }

    /** Returns the smallest source position in use. */
    int first() {
        return first;
    }

    /** Returns the largest source position in use. */
    int last() {
        return last;
    }
}
