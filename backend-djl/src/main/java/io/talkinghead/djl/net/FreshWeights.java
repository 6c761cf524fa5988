package io.talkinghead.djl.net;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.graph.net.GeneratorGraph;
import io.talkinghead.graph.net.Projection;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.ParameterLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Where meta-learning starts: normal weights of variance 2 / fan-in (He et al. 2015), zero biases, attention switched off,
 * adaptive scales of 1, and a mask that lets the warped photo through by 0.4.
 */
public final class FreshWeights {
    private static final float MASK = (float) Math.log(0.4 / 0.6);

    private final Parameters parameters;
    private final ModelSpec spec;
    private final Random random;

    private FreshWeights(Parameters parameters, ModelSpec spec, long seed) {
        this.parameters = parameters;
        this.spec = spec;
        random = new Random(seed);
    }

    /** Adds all parameters of a specification, without the discriminator's identity rows. */
    public static void add(Parameters parameters, ModelSpec spec, long seed) {
        FreshWeights fresh = new FreshWeights(parameters, spec, seed);
        ImmutableMap.<String, List<Integer>>builder()
                .putAll(ParameterLayout.embedder(spec))
                .putAll(ParameterLayout.generator(spec))
                .putAll(ParameterLayout.discriminator(spec))
                .buildOrThrow()
                .forEach((name, shape) -> parameters.put(name, shape, fresh.values(name, shape)));
        fresh.openMask();
    }

    private float[] values(String name, List<Integer> shape) {
        int count = shape.stream().reduce(1, Math::multiplyExact);
        float[] values = new float[count];
        if (name.contains(".norm") && name.endsWith(".weight")) {
            Arrays.fill(values, 1);
        } else if (name.endsWith(".weight")) {
            double deviation = Math.sqrt(2.0 * shape.get(0) / count);
            for (int i = 0; i < count; i++) {
                values[i] = (float) (deviation * random.nextGaussian());
            }
        } else if (name.equals(Projection.PREFIX + "bias")) {
            fillScales(values);
        } else if (name.equals("discriminator.w0")) {
            for (int i = 0; i < count; i++) {
                values[i] = (float) (random.nextGaussian() / Math.sqrt(count));
            }
        }
        return values;
    }

    /** Scale, then bias, layer after layer. */
    private void fillScales(float[] bias) {
        int at = 0;
        for (int channels : spec.adaptiveLayers()) {
            Arrays.fill(bias, at, at + channels, 1);
            at += 2 * channels;
        }
    }

    private void openMask() {
        if (GeneratorGraph.hasMask(spec)) {
            parameters.put("generator.out.bias", List.of(4), new float[] {0, 0, 0, MASK});
        }
    }
}
