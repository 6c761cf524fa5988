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
        return layout.shapes.buildOrThrow();
    }

    /** Returns the generator's parameters with its projection, {@code generator.*}. */
    public static Map<String, List<Integer>> generator(ModelSpec spec) {
        ParameterLayout layout = new ParameterLayout();
        int in = spec.conditioning().inputChannels();
        for (int k = 0; k < ModelSpec.GENERATOR_BLOCKS; k++) {
            String block = "generator.down." + k;
            int out = spec.channels(k);
            layout.block(block, in, out);
            if (k > 0) {
                layout.pair(block + ".norm1", List.of(in), in);
                layout.pair(block + ".norm2", List.of(out), out);
            }
            in = out;
        }
        layout.attention("generator.down_attention", spec.channels(ModelSpec.DOWN_ATTENTION_AFTER - 1));
        for (int k = 0; k < spec.bottleneckBlocks(); k++) {
            layout.conv("generator.bottleneck." + k + ".conv1", in, in, 3);
            layout.conv("generator.bottleneck." + k + ".conv2", in, in, 3);
        }
        for (int k = 0; k < ModelSpec.GENERATOR_BLOCKS; k++) {
            layout.block("generator.up." + k, in, spec.upChannels(k));
            in = spec.upChannels(k);
        }
        layout.attention("generator.up_attention", spec.upChannels(ModelSpec.UP_ATTENTION_AFTER - 1));
        layout.conv("generator.out", in, spec.conditioning().outputChannels(), 3);
        boolean refined = switch (spec.conditioning().kind()) {
            case LANDMARKS, GUIDED -> false;
            case REFINED -> true;
        };
        if (refined) {
            layout.refinement(in, spec.conditioning());
            layout.skips(spec);
        }
        int psi = spec.adaptiveParameters();
        layout.pair("generator.projection", List.of(psi, spec.embedding()), psi);
        return layout.shapes.buildOrThrow();
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

    /** The last features, the generator's input and the blend go in; a change of the blend comes out. */
    private void refinement(int width, Conditioning conditioning) {
        conv("generator.refine.0", width + conditioning.inputChannels() + IMAGE_CHANNELS, width, 3);
        conv("generator.refine.1", width, width, 3);
        conv("generator.refine.2", width, IMAGE_CHANNELS, 3);
        shapes.put("generator.refine.gamma", List.of(1));
    }

    /** The features on the way down, by size, go to those on the way up; the smallest are the bottleneck's own. */
    private void skips(ModelSpec spec) {
        for (int k = 0; k < ModelSpec.GENERATOR_BLOCKS - 1; k++) {
            String name = "generator.skip." + k;
            conv(name, spec.channels(ModelSpec.GENERATOR_BLOCKS - 2 - k), spec.upChannels(k), 1);
            shapes.put(name + ".gamma", List.of(1));
        }
    }

    private void trunk(String network, ModelSpec spec) {
        int in = 2 * IMAGE_CHANNELS;
        for (int k = 0; k < ModelSpec.EMBEDDER_BLOCKS; k++) {
            block(network + ".down." + k, in, spec.channels(k));
            in = spec.channels(k);
        }
        attention(network + ".attention", spec.channels(ModelSpec.EMBEDDER_ATTENTION_AFTER - 1));
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
