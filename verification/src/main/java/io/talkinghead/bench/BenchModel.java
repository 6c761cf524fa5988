package io.talkinghead.bench;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.ParameterLayout;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Upsampling;
import io.talkinghead.model.Weights;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.person.ReferencePhoto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The models that are measured: the shipped one, and others with fresh random weights.
 *
 * <p><b>Threading:</b> immutable.
 */
public enum BenchModel {
    /** The default model. */
    SHIPPED,
    /** The paper's size, upsampling at the beginning of a block. */
    BLOCK_START,
    /** The paper's size, upsampling at the end of a block. */
    BLOCK_END,
    /** A head that turns, 256 px, with fresh random weights. */
    TURNING;

    /** Reads or makes it: the same weights each time. */
    public ModelBundle open() {
        return switch (this) {
            case SHIPPED -> ModelBundle.named(ModelBundle.DEFAULT_NAME);
            case BLOCK_START -> fresh(ModelSpec.paper().withUpsampling(Upsampling.BLOCK_START));
            case BLOCK_END -> fresh(ModelSpec.paper().withUpsampling(Upsampling.BLOCK_END));
            case TURNING -> fresh(ModelSpec.turning());
        };
    }

    private static ModelBundle fresh(ModelSpec spec) {
        Map<String, Tensor> tensors = new HashMap<>();
        Random random = new Random(1);
        ParameterLayout.embedder(spec).forEach((name, shape) -> tensors.put(name, random(name, shape, random)));
        ParameterLayout.generator(spec).forEach((name, shape) -> tensors.put(name, random(name, shape, random)));
        return ModelBundle.of("fresh", spec, new Weights(tensors), Map.of(), "Random weights.");
    }

    private static Tensor random(String name, List<Integer> shape, Random random) {
        float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
        double scale = shape.size() > 1 ? Math.sqrt((double) shape.get(0) / values.length) : 0.1;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (scale * random.nextGaussian() + (name.endsWith("norm.weight") ? 1 : 0));
        }
        return Tensor.of(shape, values);
    }

    /** Returns somebody with a random embedding; the photo is not looked at. */
    public static Person person(ModelBundle model) {
        float[] embedding = new float[model.spec().embedding()];
        Random random = new Random(2);
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        for (int i = 0; i < embedding.length; i++) {
            embedding[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < Landmarks.COUNT; i++) {
            x[i] = 8 + random.nextFloat() * 48;
            y[i] = 8 + random.nextFloat() * 48;
        }
        ReferencePhoto photo = new ReferencePhoto(Frame.of(64, 64, new byte[3 * 64 * 64]), Landmarks.of(x, y));
        return new Person(model.name(), model.id(), new Identity.Embedded(embedding), List.of(photo), 0, Map.of());
    }
}
