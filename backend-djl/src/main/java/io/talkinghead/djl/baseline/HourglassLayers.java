package io.talkinghead.djl.baseline;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/**
 * What two methods' generators have in common, up to their last layers: a first layer, halvings that double the channels, residual blocks,
 * and doublings that halve the channels again. All are normed; blocks end without an activation.
 *
 * @param halvings how often the picture is halved, and doubled again
 * @param blocks residual blocks between
 * @param first the operation of the first layer
 * @param halve of those that halve
 * @param inner of those in blocks
 * @param enlarge of those that double
 * @param norm of all; layers have biases where it learns none
 */
record HourglassLayers(
        int halvings, int blocks, Operation first, Operation halve, Operation inner, Operation enlarge, Norm norm) {
    private static final String FIRST = "generator.first";

    /**
     * Describes the layers.
     *
     * @param in channels of what is taken
     * @param channels of the first layer, and of what comes out
     */
    List<Layer> layers(int in, int channels) {
        List<Layer> layers = new ArrayList<>();
        layers.add(layer(FIRST, first, in, channels, Activation.RELU));
        for (int level = 0; level < halvings; level++) {
            int wide = channels << level;
            layers.add(layer(down(level), halve, wide, 2 * wide, Activation.RELU));
        }
        int widest = channels << halvings;
        for (int block = 0; block < blocks; block++) {
            layers.add(layer(block(block, 0), inner, widest, widest, Activation.RELU));
            layers.add(layer(block(block, 1), inner, widest, widest, Activation.NONE));
        }
        for (int level = halvings - 1; level >= 0; level--) {
            int out = channels << level;
            layers.add(layer(up(level), enlarge, 2 * out, out, Activation.RELU));
        }
        return layers;
    }

    /** Computes them. */
    NDArray apply(LayerNetwork generator, NDArray in) {
        NDArray x = generator.apply(FIRST, in);
        for (int level = 0; level < halvings; level++) {
            x = generator.apply(down(level), x);
        }
        for (int block = 0; block < blocks; block++) {
            NDArray half = generator.apply(block(block, 0), x);
            x = x.add(generator.apply(block(block, 1), half));
        }
        for (int level = halvings - 1; level >= 0; level--) {
            x = generator.apply(up(level), x);
        }
        return x;
    }

    private static String down(int level) {
        return "generator.down" + level;
    }

    private static String block(int block, int half) {
        return "generator.block" + block + "." + half;
    }

    private static String up(int level) {
        return "generator.up" + level;
    }

    private Layer layer(String name, Operation operation, int in, int out, Activation activation) {
        return new Layer(name, operation, in, out, !norm.isAffine(), norm, activation);
    }
}
