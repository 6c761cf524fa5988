package io.talkinghead.djl.program;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Resize: enlargement by whole numbers that repeats values, and linear interpolation to any size. */
final class Resizing {
    // ONNX' numbers of the inputs.
    private static final int SCALES = 2;
    private static final int SIZES = 3;

    private final Constants constants;

    Resizing(Constants constants) {
        this.constants = constants;
    }

    NDArray apply(Step step, NDArray x) {
        Attributes attributes = step.attributes();
        String mode = attributes.text("mode", "nearest");
        String centres = attributes.text("coordinate_transformation_mode", "half_pixel");
        if (mode.equals("nearest")) {
            return repeated(x, scales(step));
        }
        if (!mode.equals("linear") || !centres.equals("half_pixel")) {
            throw new IllegalArgumentException("a Resize that is " + mode + " with " + centres
                    + " is not known here: only nearest, and linear with half_pixel");
        }
        boolean sized =
                step.inputs().size() > SIZES && !step.inputs().get(SIZES).isEmpty();
        return sized ? toSize(x, constants.integers(step, SIZES)) : scaled(x, scales(step));
    }

    private static NDArray repeated(NDArray x, float[] scales) {
        Shape shape = x.getShape();
        long[] size = {shape.get(2) * whole(scales[2]), shape.get(3) * whole(scales[3])};
        return x.getNDArrayInternal().interpolation(size, 0, false);
    }

    private static long whole(float scale) {
        if (scale != Math.rint(scale)) {
            throw new IllegalArgumentException(
                    "a nearest Resize by " + scale + " is not known here: only by whole numbers");
        }
        return (long) scale;
    }

    private static NDArray scaled(NDArray x, float[] scales) {
        long height = (long) Math.floor(x.getShape().get(2) * (double) scales[2]);
        long width = (long) Math.floor(x.getShape().get(3) * (double) scales[3]);
        return LinearResize.of(x, height, width, scales[2], scales[3]);
    }

    private static NDArray toSize(NDArray x, long[] sizes) {
        Shape shape = x.getShape();
        for (int axis = 0; axis < 2; axis++) {
            if (sizes[axis] != shape.get(axis)) {
                throw new IllegalArgumentException("a Resize changes height and width alone here, not "
                        + shape.get(axis) + " pictures or channels to " + sizes[axis]);
            }
        }
        double down = (double) sizes[2] / shape.get(2);
        double across = (double) sizes[3] / shape.get(3);
        return LinearResize.of(x, sizes[2], sizes[3], down, across);
    }

    private float[] scales(Step step) {
        float[] scales = constants.numbers(step, SCALES);
        if (scales.length != 4 || scales[0] != 1 || scales[1] != 1) {
            throw new IllegalArgumentException("a Resize scales height and width alone here");
        }
        return scales;
    }
}
