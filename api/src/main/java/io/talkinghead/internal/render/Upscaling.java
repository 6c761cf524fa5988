package io.talkinghead.internal.render;

import io.talkinghead.conditioning.WarpGrid;

/**
 * The geometry between the pixels of an output of N x N and those of a network of R x R, computed once: for every output
 * column the cell and the place in it, of the network's pixels and of the warp's grid.
 */
final class Upscaling {
    final int outputPx;
    final int resolution;
    final int[] pixel;
    final float[] pixelOffset;
    final int[] node;
    final float[] nodeOffset;

    Upscaling(int outputPx, int resolution) {
        this.outputPx = outputPx;
        this.resolution = resolution;
        pixel = new int[outputPx];
        pixelOffset = new float[outputPx];
        node = new int[outputPx];
        nodeOffset = new float[outputPx];
        for (int i = 0; i < outputPx; i++) {
            double position = position(i);
            double inside = Math.min(resolution - 1.0, Math.max(0, position));
            pixel[i] = (int) Math.min(resolution - 2.0, inside);
            pixelOffset[i] = (float) (inside - pixel[i]);
            double onGrid = position * (WarpGrid.NODES - 1) / (resolution - 1);
            node[i] = (int) Math.min(WarpGrid.NODES - 2.0, Math.max(0, Math.floor(onGrid)));
            nodeOffset[i] = (float) (onGrid - node[i]);
        }
    }

    /** Returns where output pixel {@code i}'s centre lies in the network's pixel indices. */
    double position(int i) {
        return (i + 0.5) * resolution / outputPx - 0.5;
    }
}
