package io.talkinghead.djl.baseline;

import java.util.ArrayList;
import java.util.List;

/**
 * The layer tables of pix2pixHD (Wang et al., CVPR 2018): the global generator G1, and the patch discriminator that looks at two scales.
 * Nothing is learnt by the norms.
 */
final class Pix2pixHdTables {
    /** The generator up to its last layer. */
    static final HourglassLayers BODY = new HourglassLayers(
            4,
            9,
            Operation.MIRRORED_SEVEN,
            Operation.HALVE_BY_THREE,
            Operation.MIRRORED_THREE,
            Operation.TRANSPOSE,
            Norm.INSTANCE);

    /** The generator's last layer. */
    static final String LAST = "generator.last";

    /** How many sizes of the picture the discriminator looks at, each with a network of its own. */
    static final int SCALES = 2;
    /** Layers of each. */
    static final int PATCH_LAYERS = 5;

    private static final int WIDEST_PATCH = 8;

    private Pix2pixHdTables() {}

    /** Returns the generator: landmark picture to frame. */
    static LayerTable generator(int channels) {
        List<Layer> layers = BODY.layers(3, channels);
        layers.add(new Layer(LAST, Operation.MIRRORED_SEVEN, channels, 3, true, Norm.NONE, Activation.TANH));
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

    static String patch(int scale, int layer) {
        return "discriminator.scale" + scale + ".layer" + layer;
    }
}
