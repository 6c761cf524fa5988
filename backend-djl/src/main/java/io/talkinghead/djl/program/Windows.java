package io.talkinghead.djl.program;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/** Operators with a sliding window: convolutions and poolings. */
final class Windows {
    private Windows() {}

    static NDArray convolution(NDArray x, NDArray weight, @Nullable NDArray bias, Attributes attributes) {
        Shape kernel = weight.getShape();
        Window window = Window.of(attributes, x.getShape(), kernel.get(2), kernel.get(3));
        try (NDArray padded = window.padded(x, 0)) {
            return x.getNDArrayInternal()
                    .convolution(padded, weight, bias, window.stride, window.padding(), new Shape(1, 1), (int)
                            attributes.integer("group", 1))
                    .singletonOrThrow();
        }
    }

    static NDArray maxPool(NDArray x, Attributes attributes) {
        Window window = pool(x, attributes);
        try (NDArray padded = window.padded(x, Float.NEGATIVE_INFINITY)) {
            return padded.getNDArrayInternal().maxPool(window.kernel, window.stride, window.padding(), false);
        }
    }

    static NDArray averagePool(NDArray x, Attributes attributes) {
        Window window = pool(x, attributes);
        if (!window.symmetric()) {
            throw new IllegalArgumentException("an average over a window padded unevenly is not known here");
        }
        if (attributes.integer("count_include_pad", 0) != 0 || window.top + window.left == 0) {
            return window.average(x);
        }
        // DJL counts the padding whatever it is told (seen with 0.35.1), so divide by the share that lies on the
        // picture.
        NDArray ones = x.getManager()
                .ones(new Shape(1, 1, x.getShape().get(2), x.getShape().get(3)), x.getDataType());
        return window.average(x).div(window.average(ones));
    }

    private static Window pool(NDArray x, Attributes attributes) {
        long[] kernel = attributes.integers("kernel_shape");
        return Window.of(attributes, x.getShape(), kernel[0], kernel[1]);
    }

    /** Kernel, stride and padding; ONNX allows more padding at the end than at the beginning, the engine does not. */
    record Window(Shape kernel, Shape stride, long top, long left, long bottom, long right) {
        static Window of(Attributes attributes, Shape x, long kernelHeight, long kernelWidth) {
            long[] strides = attributes.integers("strides", 1, 1);
            long[] pads = attributes.integers("pads", 0, 0, 0, 0);
            if (attributes.text("auto_pad", "NOTSET").equals("SAME_UPPER")) {
                long vertical = missing(x.get(2), kernelHeight, strides[0]);
                long horizontal = missing(x.get(3), kernelWidth, strides[1]);
                pads = new long[] {vertical / 2, horizontal / 2, vertical - vertical / 2, horizontal - horizontal / 2};
            }
            return new Window(
                    new Shape(kernelHeight, kernelWidth), new Shape(strides), pads[0], pads[1], pads[2], pads[3]);
        }

        private static long missing(long length, long kernel, long stride) {
            long windows = (length + stride - 1) / stride;
            return Math.max(0, (windows - 1) * stride + kernel - length);
        }

        NDArray average(NDArray x) {
            return x.getNDArrayInternal().avgPool(kernel, stride, padding(), false, true);
        }

        boolean symmetric() {
            return top == bottom && left == right;
        }

        Shape padding() {
            return symmetric() ? new Shape(top, left) : new Shape(0, 0);
        }

        /** Returns a handle of its own, which may be closed. */
        NDArray padded(NDArray x, double value) {
            return symmetric() ? x.reshape(x.getShape()) : x.pad(new Shape(left, right, top, bottom), value);
        }
    }
}
