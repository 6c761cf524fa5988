package io.talkinghead.bench;

import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.ParameterLayout;
import io.talkinghead.model.Upsampling;
import java.util.List;
import java.util.Map;

/** How much a plain generator computes: what is counted as done, however an engine gets there. */
final class Work {
    private final ModelSpec spec;
    private final Map<String, List<Integer>> layout;
    private double products;

    private Work(ModelSpec spec) {
        this.spec = spec;
        layout = ParameterLayout.generator(spec);
    }

    /** Returns multiplications and additions of one picture: of convolutions and attention; the rest is next to nothing. */
    static double operations(ModelSpec spec) {
        Work work = new Work(spec);
        if (spec.conditioning().kind() == Conditioning.Kind.TURNED) {
            work.countTurned();
        } else {
            work.count();
        }
        return 2 * work.products;
    }

    private void count() {
        int side = spec.resolution();
        for (int k = 0; k < ModelSpec.GENERATOR_BLOCKS; k++) {
            block("generator.down." + k, side, side, side);
            side /= 2;
            if (k + 1 == 3) {
                attention("generator.down_attention", side);
            }
        }
        for (int k = 0; k < spec.bottleneckBlocks(); k++) {
            convolution("generator.bottleneck." + k + ".conv1", side);
            convolution("generator.bottleneck." + k + ".conv2", side);
        }
        for (int k = 0; k < ModelSpec.GENERATOR_BLOCKS; k++) {
            int inside = spec.upsampling() == Upsampling.BLOCK_START ? 2 * side : side;
            block("generator.up." + k, inside, inside, side);
            side *= 2;
            if (k + 1 == 2) {
                attention("generator.up_attention", side);
            }
        }
        convolution("generator.out", side);
    }

    private void countTurned() {
        int side = spec.resolution();
        List.of("a1", "a2", "d2", "head").forEach(name -> convolution("motion." + name, side / 4));
        List.of("b1", "b2", "d1").forEach(name -> convolution("motion." + name, side / 8));
        List.of("c1", "c2", "c3").forEach(name -> convolution("motion." + name, side / 16));
        for (int k = 0; k < 3; k++) {
            int inside = side >> k + 1;
            block("generator.down." + k, inside, inside, inside);
        }
        attention("generator.down_attention", side / 8);
        for (int k = 0; k < spec.bottleneckBlocks(); k++) {
            convolution("generator.bottleneck." + k + ".conv1", side / 16);
            convolution("generator.bottleneck." + k + ".conv2", side / 16);
        }
        for (int k = 0; k < ModelSpec.GENERATOR_BLOCKS; k++) {
            int inside = side >> 3 - k;
            block("generator.up." + k, inside, inside, inside / 2);
            // Where photos lend nothing, nothing is merged.
            if (layout.containsKey("generator.merge." + k + ".weight")) {
                convolution("generator.merge." + k, inside);
            }
        }
        attention("generator.up_attention", side / 8);
        convolution("generator.out1", side);
        convolution("generator.out2", side);
    }

    private void block(String name, int first, int second, int skip) {
        convolution(name + ".conv1", first);
        convolution(name + ".conv2", second);
        if (layout.containsKey(name + ".skip.weight")) {
            convolution(name + ".skip", skip);
        }
    }

    private void attention(String name, int side) {
        convolution(name + ".query", side);
        convolution(name + ".key", side);
        convolution(name + ".value", side);
        double places = (double) side * side;
        int narrow = layout.get(name + ".query.weight").get(0);
        int wide = layout.get(name + ".value.weight").get(0);
        products += places * places * (narrow + wide);
    }

    private void convolution(String name, int side) {
        products += (double) side * side
                * layout.get(name + ".weight").stream().reduce(1, Math::multiplyExact);
    }
}
