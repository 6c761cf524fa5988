package io.talkinghead.djl.baseline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;

/** A rim around pictures that mirrors what lies within, the edge itself not repeated: DJL pads with one value only. */
final class MirroredRim {
    private MirroredRim() {}

    /** Returns [N, C, H + 2 r, W + 2 r] of [N, C, H, W], whose sides are longer than {@code r}. */
    static NDArray around(NDArray x, int rim) {
        return along(along(x, rim, 2), rim, 3);
    }

    private static NDArray along(NDArray x, int rim, int axis) {
        long length = x.getShape().get(axis);
        NDArray before = cut(x, axis, 1, 1L + rim).flip(axis);
        NDArray after = cut(x, axis, length - 1 - rim, length - 1).flip(axis);
        return NDArrays.concat(new NDList(before, x, after), axis);
    }

    private static NDArray cut(NDArray x, int axis, long from, long to) {
        NDIndex index = new NDIndex();
        for (int i = 0; i < axis; i++) {
            index.addAllDim();
        }
        return x.get(index.addSliceDim(from, to));
    }
}
