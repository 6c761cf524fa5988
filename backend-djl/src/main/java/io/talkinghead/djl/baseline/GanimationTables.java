package io.talkinghead.djl.baseline;

import java.util.ArrayList;
import java.util.List;

/** The layer tables of GANimation (Pumarola et al., ECCV 2018). */
final class GanimationTables {
    /** The generator up to its two last layers. */
    static final HourglassLayers BODY = new HourglassLayers(
            2, 6, Operation.SEVEN, Operation.HALVE, Operation.THREE, Operation.TRANSPOSE_FOUR, Norm.AFFINE_INSTANCE);

    /** Makes the picture that is laid over the photo. */
    static final String COLOUR = "generator.colour";
    /** Tells where the photo is seen instead. */
    static final String ATTENTION = "generator.attention";

    private GanimationTables() {}

    /** Returns the generator: photo and expression to colours and attention. */
    static LayerTable generator(int channels) {
        List<Layer> layers = BODY.layers(3 + ActionUnit.COUNT, channels);
        layers.add(new Layer(COLOUR, Operation.SEVEN, channels, 3, false, Norm.NONE, Activation.TANH));
        layers.add(new Layer(ATTENTION, Operation.SEVEN, channels, 1, false, Norm.NONE, Activation.SIGMOID));
        return LayerTable.of(layers);
    }

    /**
     * The network that judges pictures, and reads their expressions.
     *
     * @param channels at the first level, twice as many at each one more
     * @param levels each halves the picture
     * @param units reads the expression from what is left of the picture, all at once
     */
    record Critic(int channels, int levels, Operation units) {
        /** A map of scores. */
        static final String SCORE = "critic.score";

        static final String UNITS = "critic.units";

        private static final int MOST_LEVELS = 6;

        /** Describes the one for pictures of a side. */
        static Critic of(int channels, int resolution) {
            int halvings = Integer.numberOfTrailingZeros(resolution);
            int levels = Math.min(MOST_LEVELS, halvings - 1);
            return new Critic(channels, levels, halvings - levels == 1 ? Operation.WHOLE_TWO : Operation.WHOLE_FOUR);
        }

        LayerTable table() {
            List<Layer> layers = new ArrayList<>();
            int in = 3;
            for (int level = 0; level < levels; level++) {
                int out = channels << level;
                layers.add(new Layer(level(level), Operation.HALVE, in, out, true, Norm.NONE, Activation.FAINT));
                in = out;
            }
            layers.add(new Layer(SCORE, Operation.THREE, in, 1, false, Norm.NONE, Activation.NONE));
            layers.add(new Layer(UNITS, units, in, ActionUnit.COUNT, false, Norm.NONE, Activation.NONE));
            return LayerTable.of(layers);
        }

        static String level(int level) {
            return "critic.level" + level;
        }
    }
}
