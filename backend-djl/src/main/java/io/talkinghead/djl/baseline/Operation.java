package io.talkinghead.djl.baseline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/** What a layer does with a picture. Every one has a kernel of {@code [out, in, k, k]}, and a bias of {@code [out]} if any. */
enum Operation {
    /** 4 x 4 at every second pixel: half the size. */
    HALVE(4),
    /** 3 x 3 at every second pixel: half the size. */
    HALVE_BY_THREE(3),
    /** Twice the size between the pixels, then 3 x 3. */
    ENLARGE(3),
    /** Transposed 3 x 3: twice the size. */
    TRANSPOSE(3),
    /** Transposed 4 x 4: twice the size. */
    TRANSPOSE_FOUR(4),
    /** 3 x 3, nothing beyond the edges. */
    THREE(3),
    /** 7 x 7, nothing beyond the edges. */
    SEVEN(7),
    /** 2 x 2 at once: of a picture of that size one pixel. */
    WHOLE_TWO(2),
    /** 4 x 4 at once: of a picture of that size one pixel. */
    WHOLE_FOUR(4),
    /** 3 x 3, the picture mirrored at its edges. */
    MIRRORED_THREE(3),
    /** 7 x 7, the picture mirrored at its edges. */
    MIRRORED_SEVEN(7),
    /** 4 x 4 at every second pixel of a picture with a rim of two. */
    PATCH_HALVE(4),
    /** 4 x 4 of a picture with a rim of two: one pixel larger. */
    PATCH(4);

    private static final int BILINEAR = 2;

    private final int kernel;

    Operation(int kernel) {
        this.kernel = kernel;
    }

    /** Returns k. */
    int kernel() {
        return kernel;
    }

    NDArray apply(NDArray x, NDArray weight, @Nullable NDArray bias) {
        return switch (this) {
            case HALVE, HALVE_BY_THREE -> convolved(x, weight, bias, 2, 1);
            case ENLARGE -> convolved(doubled(x), weight, bias, 1, 1);
            case TRANSPOSE -> TransposedConvolution.of(x, weight, bias);
            case TRANSPOSE_FOUR -> TransposedConvolution.ofFour(x, weight, bias);
            case THREE, SEVEN -> convolved(x, weight, bias, 1, kernel / 2);
            case WHOLE_TWO, WHOLE_FOUR -> convolved(x, weight, bias, 1, 0);
            case MIRRORED_THREE, MIRRORED_SEVEN -> convolved(MirroredRim.around(x, kernel / 2), weight, bias, 1, 0);
            case PATCH_HALVE -> convolved(x, weight, bias, 2, 2);
            case PATCH -> convolved(x, weight, bias, 1, 2);
        };
    }

    static NDArray convolved(NDArray x, NDArray weight, @Nullable NDArray bias, int stride, int rim) {
        return x.getNDArrayInternal()
                .convolution(x, weight, bias, new Shape(stride, stride), new Shape(rim, rim), new Shape(1, 1), 1)
                .singletonOrThrow();
    }

    private static NDArray doubled(NDArray x) {
        long[] size = {2 * x.getShape().get(2), 2 * x.getShape().get(3)};
        return x.getNDArrayInternal().interpolation(size, BILINEAR, false);
    }
}
