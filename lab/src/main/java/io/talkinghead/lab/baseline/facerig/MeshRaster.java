package io.talkinghead.lab.baseline.facerig;

import java.util.Arrays;

/**
 * Draws triangles into a square with a depth buffer, and remembers for each pixel which is nearest and where in it the pixel lies.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class MeshRaster {
    private static final int NONE = -1;
    private static final double SLACK = 1e-6;

    private final int side;
    private final boolean bothSides;
    private final int[] triangle;
    private final float[] second;
    private final float[] third;
    private final float[] depth;

    /**
     * Makes room for a square.
     *
     * @param side in pixels
     * @param bothSides whether triangles that go anticlockwise on the screen, which are seen from behind, are drawn too
     */
    MeshRaster(int side, boolean bothSides) {
        this.side = side;
        this.bothSides = bothSides;
        triangle = new int[side * side];
        second = new float[side * side];
        third = new float[side * side];
        depth = new float[side * side];
    }

    /**
     * Draws triangles, after forgetting what was drawn before.
     *
     * @param places x, y and z of vertices, in pixels, z away from the viewer
     * @param corners vertices, three a triangle
     */
    void draw(float[][] places, int[] corners) {
        Arrays.fill(triangle, NONE);
        Arrays.fill(depth, Float.POSITIVE_INFINITY);
        for (int each = 0; each < corners.length / 3; each++) {
            draw(places, corners, each);
        }
    }

    private void draw(float[][] places, int[] corners, int each) {
        int a = corners[3 * each];
        int b = corners[3 * each + 1];
        int c = corners[3 * each + 2];
        float[] x = places[0];
        float[] y = places[1];
        double area = ((double) x[b] - x[a]) * (y[c] - y[a]) - ((double) y[b] - y[a]) * (x[c] - x[a]);
        boolean drawn = bothSides ? area != 0 : area > 0;
        if (!drawn) {
            return;
        }
        int top = first(Math.min(y[a], Math.min(y[b], y[c])));
        int bottom = last(Math.max(y[a], Math.max(y[b], y[c])));
        int left = first(Math.min(x[a], Math.min(x[b], x[c])));
        int right = last(Math.max(x[a], Math.max(x[b], x[c])));
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                double dx = column + 0.5 - x[a];
                double dy = row + 0.5 - y[a];
                double ofB = (dx * (y[c] - y[a]) - dy * (x[c] - x[a])) / area;
                double ofC = (dy * (x[b] - x[a]) - dx * (y[b] - y[a])) / area;
                if (ofB >= -SLACK && ofC >= -SLACK && ofB + ofC <= 1 + SLACK) {
                    float[] z = places[2];
                    keep(row * side + column, each, ofB, ofC, z[a] + ofB * (z[b] - z[a]) + ofC * (z[c] - z[a]));
                }
            }
        }
    }

    private int first(float least) {
        return (int) Math.max(0, Math.ceil(least - 0.5 - SLACK));
    }

    private int last(float most) {
        return (int) Math.min(side - 1.0, Math.floor(most - 0.5 + SLACK));
    }

    private void keep(int pixel, int each, double ofB, double ofC, double z) {
        if (z < depth[pixel]) {
            depth[pixel] = (float) z;
            triangle[pixel] = each;
            second[pixel] = (float) ofB;
            third[pixel] = (float) ofC;
        }
    }

    /** Tells whether a triangle is seen at a pixel. */
    boolean covers(int pixel) {
        return triangle[pixel] != NONE;
    }

    /** Returns which of the triangles it is. */
    int triangle(int pixel) {
        return triangle[pixel];
    }

    /** Returns how deep it is there; infinite where there is none. */
    float depth(int pixel) {
        return depth[pixel];
    }

    /** Returns what a value is at a covered pixel that it has at the triangle's corners. */
    float between(int pixel, float first, float ofSecond, float ofThird) {
        return first + second[pixel] * (ofSecond - first) + third[pixel] * (ofThird - first);
    }

    /** Returns what a value is there that vertices have. */
    float between(int pixel, float[] values, int[] corners) {
        int at = 3 * triangle[pixel];
        return between(pixel, values[corners[at]], values[corners[at + 1]], values[corners[at + 2]]);
    }

    /** Returns what u and v, one after the other for each corner of the triangles, are there: {@code which} is 0 for u, 1 for v. */
    float place(int pixel, float[] texture, int which) {
        int at = 6 * triangle[pixel] + which;
        return between(pixel, texture[at], texture[at + 2], texture[at + 4]);
    }
}
