package io.talkinghead.lab.baseline.picture;

import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.face.FacePart;
import java.util.Arrays;

/**
 * A closed outline in a picture, and what lies inside.
 *
 * <p><b>Data:</b> continuous pixels, whose centres lie at +0.5.
 *
 * <p><b>Threading:</b> any number of threads as long as nobody writes to the arrays.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Outline(double[] x, double[] y) {
    /** Takes a part of a face that goes once around. */
    public static Outline of(PosedFace face, FacePart part) {
        double[] x = new double[part.count()];
        double[] y = new double[part.count()];
        for (int i = 0; i < part.count(); i++) {
            x[i] = face.x(part.first() + i);
            y[i] = face.y(part.first() + i);
        }
        return new Outline(x, y);
    }

    /** Returns the outline with all points moved away from its middle. */
    public Outline grown(double factor) {
        double middleX = Arrays.stream(x).average().orElse(0);
        double middleY = Arrays.stream(y).average().orElse(0);
        return new Outline(
                Arrays.stream(x)
                        .map(value -> middleX + factor * (value - middleX))
                        .toArray(),
                Arrays.stream(y)
                        .map(value -> middleY + factor * (value - middleY))
                        .toArray());
    }

    /** Returns side x side values: 1 where a pixel's centre is inside, by the even-odd rule, 0 elsewhere. */
    public float[] inside(int side) {
        float[] mask = new float[side * side];
        int first = (int) Math.max(0, Math.floor(Arrays.stream(y).min().orElse(0)));
        int last = (int) Math.min(side - 1.0, Math.ceil(Arrays.stream(y).max().orElse(-1)));
        for (int row = first; row <= last; row++) {
            fill(row, side, mask);
        }
        return mask;
    }

    private void fill(int row, int side, float[] mask) {
        double[] crossings = crossings(row + 0.5);
        for (int i = 0; i + 1 < crossings.length; i += 2) {
            int begin = (int) Math.max(0, Math.ceil(crossings[i] - 0.5));
            int end = (int) Math.min(side - 1.0, Math.ceil(crossings[i + 1] - 0.5) - 1);
            for (int column = begin; column <= end; column++) {
                mask[row * side + column] = 1;
            }
        }
    }

    private double[] crossings(double height) {
        double[] found = new double[x.length];
        int count = 0;
        for (int i = 0; i < x.length; i++) {
            int next = (i + 1) % x.length;
            if (y[i] <= height != y[next] <= height) {
                found[count++] = x[i] + (height - y[i]) / (y[next] - y[i]) * (x[next] - x[i]);
            }
        }
        double[] sorted = Arrays.copyOf(found, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
