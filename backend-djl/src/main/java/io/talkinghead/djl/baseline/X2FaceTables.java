package io.talkinghead.djl.baseline;

import java.util.ArrayList;
import java.util.List;

/**
 * The layer tables of X2Face (Wiles, Koepke, Zisserman, ECCV 2018): the U-Nets of pix2pix with bilinear enlargement, without biases.
 *
 * <p>Each halves the picture until one pixel is left and enlarges it again; level k of a network of {@code c} channels has
 * {@code min(c 2^k, 8 c)}. Layers are written with what follows them; in a U-Net of activations before layers, as the original is
 * written, the same numbers come out.
 */
final class X2FaceTables {
    /** What the driving network makes of a frame, of any size: all that is known of its pose and expression. */
    static final int CODE = 128;

    /** A flow in two directions, and confidence. */
    static final int EMBEDDED = 3;

    private static final int FLOW = 2;
    private static final int WIDEST = 8;
    private static final String EMBEDDING = "embedding.";
    private static final String DRIVING = "driving.";

    private final int channels;
    private final int levels;

    /** Describes networks of {@code channels} at the first level, for pictures of {@code 2^levels} pixels a side. */
    X2FaceTables(int channels, int levels) {
        this.channels = channels;
        this.levels = levels;
    }

    /** Returns the network that finds the embedded face in a source frame. */
    LayerTable embedding() {
        List<Layer> layers = down(EMBEDDING, at(levels - 1));
        for (int level = levels - 1; level >= 0; level--) {
            // All but the innermost see what the way down made of the same size, too.
            int in = level == levels - 1 ? at(level) : 2 * at(level);
            layers.add(up(EMBEDDING, level, in, EMBEDDED));
        }
        return LayerTable.of(layers);
    }

    /** Returns the network that moves the embedded face as a frame is. */
    LayerTable driving() {
        List<Layer> layers = down(DRIVING, CODE);
        for (int level = levels - 1; level >= 0; level--) {
            layers.add(up(DRIVING, level, level == levels - 1 ? CODE : at(level), FLOW));
        }
        return LayerTable.of(layers);
    }

    /** Returns the name of the embedding network's layer that halves, or enlarges, at a level. */
    static String embedding(boolean down, int level) {
        return name(EMBEDDING, down, level);
    }

    /** Returns the name of the driving network's layer that halves, or enlarges, at a level. */
    static String driving(boolean down, int level) {
        return name(DRIVING, down, level);
    }

    /** Tells whether a parameter makes a flow: it begins small, so that the first pictures are the sources. */
    static boolean endsNetwork(String parameter) {
        return parameter.startsWith(embedding(false, 0)) || parameter.startsWith(driving(false, 0));
    }

    private static String name(String network, boolean down, int level) {
        return network + (down ? "down" : "up") + level;
    }

    private int at(int level) {
        return channels * Math.min(1 << level, WIDEST);
    }

    private List<Layer> down(String network, int innermost) {
        List<Layer> layers = new ArrayList<>();
        for (int level = 0; level < levels; level++) {
            boolean last = level == levels - 1;
            layers.add(new Layer(
                    name(network, true, level),
                    Operation.HALVE,
                    level == 0 ? 3 : at(level - 1),
                    last ? innermost : at(level),
                    false,
                    level == 0 || last ? Norm.NONE : Norm.BATCH,
                    last ? Activation.RELU : Activation.LEAKY));
        }
        return layers;
    }

    private Layer up(String network, int level, int in, int outermost) {
        boolean last = level == 0;
        return new Layer(
                name(network, false, level),
                Operation.ENLARGE,
                in,
                last ? outermost : at(level - 1),
                false,
                last ? Norm.NONE : Norm.BATCH,
                last ? Activation.NONE : Activation.RELU);
    }
}
