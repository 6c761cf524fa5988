package io.talkinghead.djl.baseline;

import java.util.ArrayList;
import java.util.List;

/** The layer tables of GANimation (Pumarola et al., ECCV 2018). */
final class GanimationTables {
    /** How often the generator halves the picture, and doubles it again. */
    static final int DOWN = 2;
    /** Residual blocks between. */
    static final int BLOCKS = 6;

    static final String FIRST = "generator.first";
    /** Makes the picture that is laid over the photo. */
    static final String COLOUR = "generator.colour";
    /** Tells where the photo is seen instead. */
    static final String ATTENTION = "generator.attention";

    private GanimationTables() {}

    /** Returns the generator: photo and expression to colours and attention. */
    static LayerTable generator(int channels) {
        List<Layer> layers = new ArrayList<>();
        layers.add(normed(FIRST, Operation.SEVEN, 3 + ActionUnit.COUNT, channels, Activation.RELU));
        for (int level = 0; level < DOWN; level++) {
            int in = channels << level;
            layers.add(normed(down(level), Operation.HALVE, in, 2 * in, Activation.RELU));
        }
        int widest = channels << DOWN;
        for (int block = 0; block < BLOCKS; block++) {
            layers.add(normed(block(block, 0), Operation.THREE, widest, widest, Activation.RELU));
            layers.add(normed(block(block, 1), Operation.THREE, widest, widest, Activation.NONE));
        }
        for (int level = DOWN - 1; level >= 0; level--) {
            int out = channels << level;
            layers.add(normed(up(level), Operation.TRANSPOSE_FOUR, 2 * out, out, Activation.RELU));
        }
        layers.add(new Layer(COLOUR, Operation.SEVEN, channels, 3, false, Norm.NONE, Activation.TANH));
        layers.add(new Layer(ATTENTION, Operation.SEVEN, channels, 1, false, Norm.NONE, Activation.SIGMOID));
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

    private static Layer normed(String name, Operation operation, int in, int out, Activation activation) {
        return new Layer(name, operation, in, out, false, Norm.AFFINE_INSTANCE, activation);
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
