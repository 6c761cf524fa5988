package io.talkinghead.djl.program;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.djl.engine.TorchArrays;
import java.util.List;

/** The ONNX operators that the networks of this project are made of. Each allocates its result. */
final class Operators {
    private final Constants constants;
    private final Resizing resizing;
    private final DataType type;

    /**
     * Makes operators of a program.
     *
     * @param constants among them those that say shapes, axes and places
     * @param type of all other values
     */
    Operators(Constants constants, DataType type) {
        this.constants = constants;
        this.type = type;
        resizing = new Resizing(constants);
    }

    NDArray apply(Step step, List<NDArray> in) {
        NDArray x = in.get(0);
        Attributes attributes = step.attributes();
        return switch (step.operator()) {
            case "Conv" -> Windows.convolution(x, in.get(1), in.size() > 2 ? in.get(2) : null, attributes);
            case "MaxPool" -> Windows.maxPool(x, attributes);
            case "AveragePool" -> Windows.averagePool(x, attributes);
            case "GlobalAveragePool" -> mean(x, new int[] {2, 3}, true);
            case "InstanceNormalization" ->
                Normalisation.perChannel(x, in.get(1), in.get(2), attributes.number("epsilon", 1e-5f));
            case AdaInFusion.OPERATOR ->
                Normalisation.perPicture(x, in.get(1), in.get(2), attributes.number("epsilon", 1e-5f));
            case "Relu" -> x.getNDArrayInternal().relu();
            case "PRelu" ->
                x.getNDArrayInternal()
                        .relu()
                        .sub(x.neg().getNDArrayInternal().relu().mul(in.get(1)));
            case "LeakyRelu" -> x.getNDArrayInternal().leakyRelu(attributes.number("alpha", 0.01f));
            case "Sigmoid" -> x.getNDArrayInternal().sigmoid();
            case "Tanh" -> x.getNDArrayInternal().tanh();
            case "Softmax" -> x.softmax((int) attributes.integer("axis", -1));
            case "Mul" -> x.mul(in.get(1));
            case "Add" -> x.add(in.get(1));
            case "Sub" -> x.sub(in.get(1));
            case "MatMul" -> x.matMul(in.get(1));
            case "Concat" -> NDArrays.concat(new NDList(in), (int) attributes.integer("axis", 1));
            case "Greater" -> x.gt(in.get(1));
            case "Cast" -> cast(x);
            case "GridSample" -> GridSampling.of(x, in.get(1), attributes);
            case "Transpose" -> transpose(x, attributes.integers("perm"));
            default -> withConstants(step, x);
        };
    }

    private NDArray withConstants(Step step, NDArray x) {
        return switch (step.operator()) {
            case "Reshape" -> reshape(x, constants.integers(step, 1));
            case "Slice" -> slice(step, x);
            case "Pad" -> pad(x, constants.integers(step, 1));
            case "Clip" -> x.clip(constants.numbers(step, 1)[0], constants.numbers(step, 2)[0]);
            case "Resize" -> resizing.apply(step, x);
            case "ReduceSum" -> x.sum(axes(constants.integers(step, 1)), keeps(step));
            case "ReduceMean" -> mean(x, axes(step.attributes().integers("axes")), keeps(step));
            default -> throw new IllegalArgumentException("the operator " + step.operator() + " is not known here");
        };
    }

    // The engine's conversion, even to the same type, would end the gradient.
    private NDArray cast(NDArray x) {
        return x.getDataType() == type ? x.reshape(x.getShape()) : x.toType(type, true);
    }

    private static boolean keeps(Step step) {
        return step.attributes().integer("keepdims", 1) != 0;
    }

    private static int[] axes(long[] axes) {
        int[] result = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            result[i] = (int) axes[i];
        }
        return result;
    }

    /** The engine's own mean takes one axis. */
    private static NDArray mean(NDArray x, int[] axes, boolean keep) {
        long count = 1;
        for (int axis : axes) {
            count *= x.getShape().get(axis);
        }
        return TorchArrays.scaled(x.sum(axes, keep), 1.0 / count);
    }

    private static NDArray transpose(NDArray x, long[] order) {
        return x.transpose(axes(order));
    }

    private static NDArray reshape(NDArray x, long[] shape) {
        long[] sides = shape.clone();
        for (int i = 0; i < sides.length; i++) {
            if (sides[i] == 0) {
                sides[i] = x.getShape().get(i);
            }
        }
        return x.reshape(sides);
    }

    private NDArray slice(Step step, NDArray x) {
        long from = constants.integers(step, 1)[0];
        long to = constants.integers(step, 2)[0];
        int axis = (int) constants.integers(step, 3)[0];
        NDIndex index = new NDIndex();
        for (int i = 0; i < axis; i++) {
            index.addAllDim();
        }
        return x.get(index.addSliceDim(from, Math.min(to, x.getShape().get(axis))));
    }

    /** ONNX gives all beginnings, then all ends, outermost side first; the engine takes pairs, innermost side first. */
    private static NDArray pad(NDArray x, long[] pads) {
        int sides = pads.length / 2;
        long[] pairs = new long[pads.length];
        for (int i = 0; i < sides; i++) {
            pairs[2 * i] = pads[sides - 1 - i];
            pairs[2 * i + 1] = pads[pads.length - 1 - i];
        }
        return x.pad(new Shape(pairs), 0);
    }
}
