package io.talkinghead.djl.program;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.engine.TorchArrays;

/**
 * GridSample: values of a picture between its pixels, linearly, with clamped edges. Gradients flow to the picture and to the
 * places; where a place lies outside, moving it changes nothing.
 *
 * <p>DJL has no such operation. The four pixels around each place are gathered by one index for all channels and summed up with
 * their weights: on the CPU this takes half the time of gathering rows of channels-last pixels, and the result lies in memory
 * as the next operation wants it.
 */
public final class GridSampling {
    private GridSampling() {}

    /** Takes samples as a node of ONNX says, if it is known here. */
    static NDArray of(NDArray x, NDArray grid, Attributes attributes) {
        check(attributes);
        return of(x, grid);
    }

    /**
     * Takes samples.
     *
     * @param x [N, C, H, W]
     * @param grid [N, h, w, 2], x before y, from -1 to 1 between the picture's edges
     * @return [N, C, h, w]
     */
    public static NDArray of(NDArray x, NDArray grid) {
        Shape picture = x.getShape();
        long pictures = picture.get(0);
        long channels = picture.get(1);
        long height = picture.get(2);
        long width = picture.get(3);
        long places = grid.getShape().get(1) * grid.getShape().get(2);
        Side across = Side.of(grid, 0, width);
        Side down = Side.of(grid, 1, height);
        NDArray index = index(down, across, width).reshape(pictures, 1, 4 * places);
        NDArray weights = down.weights()
                .reshape(pictures, 1, 2, 1, places)
                .mul(across.weights().reshape(pictures, 1, 1, 2, places))
                .reshape(pictures, 1, 4, places);
        // The large ones are closed at once; the engine keeps what a backward pass needs.
        try (NDArray pixels = x.reshape(pictures, channels, height * width)
                        .gather(index.broadcast(new Shape(pictures, channels, 4 * places)), 2);
                NDArray four = pixels.reshape(pictures, channels, 4, places);
                NDArray weighted = four.mul(weights)) {
            return weighted.sum(new int[] {2})
                    .reshape(
                            pictures,
                            channels,
                            grid.getShape().get(1),
                            grid.getShape().get(2));
        }
    }

    private static void check(Attributes attributes) {
        String mode = attributes.text("mode", "bilinear");
        String padding = attributes.text("padding_mode", "zeros");
        long alignCorners = attributes.integer("align_corners", 0);
        if (!mode.equals("bilinear") || !padding.equals("border") || alignCorners != 0) {
            throw new IllegalArgumentException(
                    "GridSample is known here as bilinear with padding_mode border and align_corners 0, but this one is "
                            + mode + " with " + padding + " and " + alignCorners);
        }
    }

    /** Numbers of the four pixels within a picture, [N, 4, M]: upper left, upper right, lower left, lower right. */
    private static NDArray index(Side down, Side across, long width) {
        return Gradients.off(() -> {
            NDArray corner = TorchArrays.scaled(down.first, (double) width).add(across.first);
            long below = down.step * width;
            long[] others = {0, across.step, below, below + across.step};
            return corner.add(corner.getManager().create(others, new Shape(4, 1)));
        });
    }

    /**
     * Where the places lie along one side of the picture.
     *
     * @param first the number of the pixel before each, a whole number, [N, 1, M]
     * @param share how far each lies towards the next pixel, 0 to 1, [N, 1, M]
     * @param step how far the next pixel is: none if there is only one
     */
    private record Side(NDArray first, NDArray share, long step) {
        static Side of(NDArray grid, int axis, long length) {
            Shape shape = grid.getShape();
            NDArray places = grid.get(new NDIndex().addAllDim(3).addIndices(axis))
                    .reshape(shape.get(0), 1, shape.get(1) * shape.get(2));
            NDArray pixels = TorchArrays.scaled(places, length / 2.0)
                    .add((length - 1) / 2.0)
                    .clip(0, length - 1);
            // Whole numbers are clipped again: what is not a number must not become an index.
            NDArray first =
                    Gradients.off(() -> pixels.toType(DataType.INT64, false).clip(0L, Math.max(0, length - 2)));
            NDArray share = pixels.sub(first.toType(pixels.getDataType(), false));
            return new Side(first, share, length > 1 ? 1 : 0);
        }

        /** Weights of the first pixel and the next, [N, 2, M]. */
        NDArray weights() {
            return NDArrays.concat(new NDList(share.neg().add(1), share), 1);
        }
    }
}
