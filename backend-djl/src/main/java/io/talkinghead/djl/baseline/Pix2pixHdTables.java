package io.talkinghead.djl.baseline;

import java.util.ArrayList;
import java.util.List;

/**
 * The layer tables of pix2pixHD (Wang et al., CVPR 2018): the global generator G1, and the patch discriminator that looks at two scales.
 * Nothing is learnt by the norms.
 */
final class Pix2pixHdTables {
    /** How often the generator halves the picture, and doubles it again. */
    static final int DOWN = 4;
    /** Residual blocks between. */
    static final int BLOCKS = 9;
    /** How many sizes of the picture the discriminator looks at, each with a network of its own. */
    static final int SCALES = 2;
    /** Layers of each. */
    static final int PATCH_LAYERS = 5;

    private static final int WIDEST_PATCH = 8;

    private Pix2pixHdTables() {}

    /** Returns the generator: landmark picture to frame. */
    static LayerTable generator(int channels) {
        List<Layer> layers = new ArrayList<>();
        layers.add(normed("generator.first", Operation.MIRRORED_SEVEN, 3, channels, Activation.RELU));
        for (int level = 0; level < DOWN; level++) {
            int in = channels << level;
            layers.add(normed(down(level), Operation.HALVE_BY_THREE, in, 2 * in, Activation.RELU));
        }
        int widest = channels << DOWN;
        for (int block = 0; block < BLOCKS; block++) {
            layers.add(normed(block(block, 0), Operation.MIRRORED_THREE, widest, widest, Activation.RELU));
            layers.add(normed(block(block, 1), Operation.MIRRORED_THREE, widest, widest, Activation.NONE));
        }
        for (int level = DOWN - 1; level >= 0; level--) {
            int out = channels << level;
            layers.add(normed(up(level), Operation.TRANSPOSE, 2 * out, out, Activation.RELU));
        }
        layers.add(
                new Layer("generator.last", Operation.MIRRORED_SEVEN, channels, 3, true, Norm.NONE, Activation.TANH));
        return LayerTable.of(layers);
    }

    /** Returns the discriminator: landmark picture and frame to a map of scores, for every scale. */
    static LayerTable discriminator(int channels) {
        List<Layer> layers = new ArrayList<>();
        for (int scale = 0; scale < SCALES; scale++) {
            int in = 6;
            for (int layer = 0; layer < PATCH_LAYERS; layer++) {
                boolean last = layer == PATCH_LAYERS - 1;
                int out = last ? 1 : channels * Math.min(1 << layer, WIDEST_PATCH);
                layers.add(new Layer(
                        patch(scale, layer),
                        layer < PATCH_LAYERS - 2 ? Operation.PATCH_HALVE : Operation.PATCH,
                        in,
                        out,
                        true,
                        layer == 0 || last ? Norm.NONE : Norm.INSTANCE,
                        last ? Activation.NONE : Activation.LEAKY));
                in = out;
            }
        }
        return LayerTable.of(layers);
    }

    static String down(int level) {
        return "generator.down" + level;
    }

    static String block(int block, int half) {
        return "generator.block" + block + "." + half;
    }

    static String up(int level) {
        return "generator.up" + level;
    }

    static String patch(int scale, int layer) {
        return "discriminator.scale" + scale + ".layer" + layer;
    }

    private static Layer normed(String name, Operation operation, int in, int out, Activation activation) {
        return new Layer(name, operation, in, out, true, Norm.INSTANCE, activation);
    }
}
