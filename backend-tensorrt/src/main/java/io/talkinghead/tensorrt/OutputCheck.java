package io.talkinghead.tensorrt;

import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.Generator;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what a network computes on the GPU with what another engine computes with the same weights: a compilation or a refit
 * that went wrong shows nowhere else.
 */
final class OutputCheck {
    /** Largest mean difference, in shares of the largest value; measured with half floats: see docs/tensorrt.md. */
    static final double TOLERANCE = 0.01;

    private static final Logger LOG = LoggerFactory.getLogger(OutputCheck.class);
    private static final long SEED = 20190522;

    private final Reference reference;

    OutputCheck(Reference reference) {
        this.reference = reference;
    }

    /** Runs a generator on a fixed input. */
    Verdict generator(Generator generator, ModelBundle model, Person person) {
        int resolution = model.spec().resolution();
        float[] input = noise(model.spec().conditioning().inputValues(resolution));
        float[] expected = reference.picture(model, person, input);
        return compare("generator", Reference.run(generator, input), expected);
    }

    /** Runs an embedder on fixed planes. */
    Verdict embedder(Embedder embedder, ModelBundle model) {
        int resolution = model.spec().resolution();
        float[] planes = noise(3 * resolution * resolution);
        float[] expected = reference.embedding(model, planes, planes);
        return compare("embedder", embedder.embed(planes, planes), expected);
    }

    private static Verdict compare(String what, float[] found, float @Nullable [] expected) {
        double sum = 0;
        double range = 0;
        for (int i = 0; i < found.length; i++) {
            if (!Float.isFinite(found[i])) {
                LOG.warn("the {} gives {} on this GPU", what, found[i]);
                return Verdict.DIFFERS;
            }
            if (expected != null) {
                sum += Math.abs((double) found[i] - expected[i]);
                range = Math.max(range, Math.abs(expected[i]));
            }
        }
        if (expected == null) {
            LOG.warn("the {} on this GPU is not checked: put talkinghead-backend-onnx on the class path as well", what);
            return Verdict.UNKNOWN;
        }
        double difference = sum / found.length / range;
        LOG.debug("the {} differs by {} of the largest value in the mean", what, difference);
        return difference <= TOLERANCE ? Verdict.AGREES : Verdict.DIFFERS;
    }

    private static float[] noise(int length) {
        Random random = new Random(SEED);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    /** What a comparison tells. */
    enum Verdict {
        /** The values are the same within the tolerance. */
        AGREES,
        /** They are not. */
        DIFFERS,
        /** There was nothing to compare with. */
        UNKNOWN
    }
}
