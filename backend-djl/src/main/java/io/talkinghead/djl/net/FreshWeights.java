package io.talkinghead.djl.net;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import com.google.common.collect.ImmutableMap;
import io.talkinghead.graph.net.Projection;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.ParameterLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Where meta-learning starts: normal weights of variance 2 / fan-in (He et al. 2015), zero biases, attention switched off,
 * adaptive scales of 1.
 *
 * <p>Heads that turn have most layers without spectral normalisation, so there weights and biases lie evenly within
 * 1 / sqrt(fan-in) (PyTorch's way), and the projection's are small. What is painted, and what moves the photo otherwise than in closed
 * form, begins with zeros: the first picture is the photo as the closed-form motions have it, hardly occluded.
 */
public final class FreshWeights {
    /** The deviation of a turning head's projection, from the mean over the embedder's last cells. */
    private static final double TURNED_PROJECTION = 0.02;
    /** The logit of a turning head's occlusion: the photo shows almost all. */
    private static final float SHOWN = 2;

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
        switch (spec.conditioning().kind()) {
            case LANDMARKS -> {}
            case TURNED -> fresh.begin();
        }
    }

    private float[] values(String name, List<Integer> shape) {
        int count = shape.stream().reduce(1, Math::multiplyExact);
        float[] values = new float[count];
        if (name.contains(".norm") && name.endsWith(".weight")) {
            Arrays.fill(values, 1);
        } else if (name.endsWith(".weight")) {
            fillWeights(name, shape, values);
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

    private void fillWeights(String name, List<Integer> shape, float[] values) {
        double fanIn = (double) values.length / shape.get(0);
        boolean turned = spec.conditioning() instanceof Conditioning.Turned;
        if (!turned) {
            fillNormal(values, Math.sqrt(2 / fanIn));
        } else if (name.startsWith(Projection.PREFIX)) {
            fillNormal(values, TURNED_PROJECTION / EmbeddingScale.of(spec));
        } else {
            fillEvenly(values, 1 / Math.sqrt(fanIn));
        }
    }

    private void fillNormal(float[] values, double deviation) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
    }

    private void fillEvenly(float[] values, double most) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (most * (2 * random.nextDouble() - 1));
        }
    }

    /** Sets what is another way in heads that turn than in others. */
    private void begin() {
        ParameterLayout.generator(spec).forEach((name, shape) -> beginBias(name));
        ParameterLayout.embedder(spec).forEach((name, shape) -> beginBias(name));
        for (String name : List.of("motion.head", "generator.out2")) {
            List<Integer> shape = requireNonNull(ParameterLayout.generator(spec).get(name + ".weight"));
            parameters.put(name + ".weight", shape, new float[shape.stream().reduce(1, Math::multiplyExact)]);
            parameters.put(name + ".bias", List.of(shape.get(0)), new float[shape.get(0)]);
        }
        float[] head =
                new float[Math.toIntExact(parameters.get("motion.head.bias").size())];
        head[head.length - 1] = SHOWN;
        parameters.put("motion.head.bias", List.of(head.length), head);
    }

    /** A convolution's bias is as large as its weights. */
    private void beginBias(String name) {
        if (name.endsWith(".bias") && !name.contains(".norm") && !name.startsWith(Projection.PREFIX)) {
            NDArray weight = parameters.get(name.replace(".bias", ".weight"));
            float[] bias = new float[Math.toIntExact(weight.getShape().get(0))];
            fillEvenly(bias, Math.sqrt((double) bias.length / weight.size()));
            parameters.put(name, List.of(bias.length), bias);
        }
    }
}
