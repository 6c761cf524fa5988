package io.talkinghead.model;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * The names and shapes of all parameters of a {@link ModelSpec}: what a weights file must hold, and what the networks are
 * built from.
 *
 * <p><b>Data:</b> convolutions are [out, in, height, width], linear layers [out, in].
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class ParameterLayout {
    private static final int IMAGE_CHANNELS = 3;

    private final ImmutableMap.Builder<String, List<Integer>> shapes = ImmutableMap.builder();

    private ParameterLayout() {}

    /** Returns the embedder's parameters, {@code embedder.*}. */
    public static Map<String, List<Integer>> embedder(ModelSpec spec) {
        ParameterLayout layout = new ParameterLayout();
        layout.trunk("embedder", spec);
        if (spec.conditioning() instanceof Conditioning.Turned turned) {
            for (int k = 0; k < turned.lent().size(); k++) {
                layout.conv(
                        "embedder.lend." + k,
                        spec.embedder().channels(k),
                        turned.lent().get(k),
                        1);
            }
        }
        return layout.shapes.buildOrThrow();
    }

    /**
     * Returns the parameters of what runs for each picture: the generator's with its projection, {@code generator.*}, and of heads
     * that turn those of the network that chooses among motions, {@code motion.*}.
     */
    public static Map<String, List<Integer>> generator(ModelSpec spec) {
        ParameterLayout layout = new ParameterLayout();
        switch (spec.conditioning().kind()) {
            case LANDMARKS -> layout.painter(spec);
            case TURNED -> {
                layout.motion();
                layout.turned(spec, (Conditioning.Turned) spec.conditioning());
            }
        }
        int psi = spec.adaptiveParameters();
        layout.pair("generator.projection", List.of(psi, spec.embedding()), psi);
        return layout.shapes.buildOrThrow();
    }

    /** The paper's generator: down from the full size, and up again. */
    private void painter(ModelSpec spec) {
        int channels = IMAGE_CHANNELS;
        for (int k = 0; k < ModelSpec.GENERATOR_BLOCKS; k++) {
            down("generator.down." + k, channels, spec.generator().channels(k), k > 0);
            channels = spec.generator().channels(k);
        }
        attention("generator.down_attention", spec.generator().channels(ModelSpec.GENERATOR_BLOCKS - 2));
        bottleneck(spec);
        for (int k = 0; k < ModelSpec.GENERATOR_BLOCKS; k++) {
            block("generator.up." + k, channels, spec.upChannels(k));
            channels = spec.upChannels(k);
        }
        attention("generator.up_attention", spec.upChannels(1));
        conv("generator.out", channels, IMAGE_CHANNELS, 3);
    }

    /** Down from half the size: picture, moved photo, occlusion, and where the mesh is and how far it is stretched. */
    private void turned(ModelSpec spec, Conditioning.Turned conditioning) {
        int channels = 2 * IMAGE_CHANNELS + 3;
        for (int k = 0; k < ModelSpec.GENERATOR_BLOCKS - 1; k++) {
            down("generator.down." + k, channels, spec.generator().channels(k + 1), k > 0);
            channels = spec.generator().channels(k + 1);
        }
        attention("generator.down_attention", spec.generator().channels(ModelSpec.GENERATOR_BLOCKS - 2));
        bottleneck(spec);
        for (int k = 0; k < ModelSpec.GENERATOR_BLOCKS; k++) {
            int out = spec.upChannels(k);
            conv("generator.up." + k + ".conv1", channels, out, 3);
            conv("generator.up." + k + ".conv2", out, out, 3);
            if (channels != out) {
                conv("generator.up." + k + ".skip", channels, out, 1);
            }
            channels = out;
        }
        for (int k = 0; k < conditioning.lent().size(); k++) {
            int lent = conditioning.lent().get(Conditioning.Turned.LENDING_BLOCKS - 1 - k);
            conv("generator.merge." + k, lent + 1, spec.upChannels(k), 1);
        }
        attention("generator.up_attention", spec.upChannels(0));
        conv("generator.out1", channels + 2 * IMAGE_CHANNELS + 1, channels, 3);
        conv("generator.out2", channels, IMAGE_CHANNELS, 3);
    }

    /** Of 24 channels, an hourglass of 32, 64 and 96; out come weights of four motions, a flow and an occlusion. */
    private void motion() {
        conv("motion.a1", 24, 32, 3);
        conv("motion.a2", 32, 32, 3);
        conv("motion.b1", 32, 64, 3);
        conv("motion.b2", 64, 64, 3);
        conv("motion.c1", 64, 96, 3);
        conv("motion.c2", 96, 96, 3);
        conv("motion.c3", 96, 96, 3);
        conv("motion.d1", 96 + 64, 64, 3);
        conv("motion.d2", 64 + 32, 32, 3);
        conv("motion.head", 32, 7, 3);
    }

    private void down(String block, int in, int out, boolean normalised) {
        block(block, in, out);
        if (normalised) {
            pair(block + ".norm1", List.of(in), in);
            pair(block + ".norm2", List.of(out), out);
        }
    }

    private void bottleneck(ModelSpec spec) {
        int width = spec.upChannels(0);
        for (int k = 0; k < spec.bottleneckBlocks(); k++) {
            conv("generator.bottleneck." + k + ".conv1", width, width, 3);
            conv("generator.bottleneck." + k + ".conv2", width, width, 3);
        }
    }

    /** Returns the discriminator's parameters without its identity rows, {@code discriminator.*}. */
    public static Map<String, List<Integer>> discriminator(ModelSpec spec) {
        ParameterLayout layout = new ParameterLayout();
        layout.trunk("discriminator.trunk", spec);
        int width = spec.embedding();
        layout.conv("discriminator.trunk.last.conv1", width, width, 3);
        layout.conv("discriminator.trunk.last.conv2", width, width, 3);
        layout.shapes.put("discriminator.w0", List.of(width));
        layout.shapes.put("discriminator.bias", List.of(1));
        return layout.shapes.buildOrThrow();
    }

    private void trunk(String network, ModelSpec spec) {
        int in = 2 * IMAGE_CHANNELS;
        for (int k = 0; k < ModelSpec.EMBEDDER_BLOCKS; k++) {
            block(network + ".down." + k, in, spec.embedder().channels(k));
            in = spec.embedder().channels(k);
        }
        attention(network + ".attention", spec.embedder().channels(ModelSpec.EMBEDDER_ATTENTION_AFTER - 1));
    }

    private void block(String name, int in, int out) {
        conv(name + ".conv1", in, out, 3);
        conv(name + ".conv2", out, out, 3);
        conv(name + ".skip", in, out, 1);
    }

    private void attention(String name, int channels) {
        int narrow = Math.max(1, channels / 8);
        conv(name + ".query", channels, narrow, 1);
        conv(name + ".key", channels, narrow, 1);
        conv(name + ".value", channels, channels, 1);
        shapes.put(name + ".gamma", List.of(1));
    }

    private void conv(String name, int in, int out, int kernel) {
        pair(name, List.of(out, in, kernel, kernel), out);
    }

    private void pair(String name, List<Integer> weight, int bias) {
        shapes.put(name + ".weight", weight);
        shapes.put(name + ".bias", List.of(bias));
    }
}
