package io.talkinghead.tensorrt;

import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.Generator;
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

    private final Reference reference;

    OutputCheck(Reference reference) {
        this.reference = reference;
    }

    /** Runs a generator on a fixed input; of a head that turns also what lends to it. */
    Verdict generator(Generator generator, ModelBundle model, Person person) {
        float[] input = CheckInput.of(model.spec());
        float[] expected = reference.picture(model, person, input);
        float[] found = Reference.run(generator, input);
        int resolution = model.spec().resolution();
        return compare("generator", found, expected, 3 * resolution * resolution);
    }

    /** Runs an embedder on fixed planes. */
    Verdict embedder(Embedder embedder, ModelBundle model) {
        int resolution = model.spec().resolution();
        float[] planes = CheckInput.noise(3 * resolution * resolution);
        float[] expected = reference.embedding(model, planes, planes);
        float[] found = embedder.embed(planes, planes);
        return compare("embedder", found, expected, found.length);
    }
    /**
     * Compares outputs.
     *
     * @param first how many values the first one has; what is behind it is compared by its own largest value, as changes of a
     *     picture would be lost beside ways of a hundred pixels
     */
    private static Verdict compare(String what, float[] found, float @Nullable [] expected, int first) {
        for (float value : found) {
            if (!Float.isFinite(value)) {
                LOG.warn("the {} gives {} on this GPU", what, value);
                return Verdict.DIFFERS;
            }
        }
        if (expected == null) {
            LOG.warn("the {} on this GPU is not checked: put talkinghead-backend-onnx on the class path as well", what);
            return Verdict.UNKNOWN;
        }
        double difference =
                Math.max(difference(found, expected, 0, first), difference(found, expected, first, found.length));
        LOG.debug("the {} differs by {} of the largest value in the mean", what, difference);
        return difference <= TOLERANCE ? Verdict.AGREES : Verdict.DIFFERS;
    }

    /** Returns the mean difference in shares of the largest value. A network that changes nothing yet gives zeros. */
    private static double difference(float[] found, float[] expected, int from, int to) {
        double sum = 0;
        double range = 0;
        for (int i = from; i < to; i++) {
            sum += Math.abs((double) found[i] - expected[i]);
            range = Math.max(range, Math.abs(expected[i]));
        }
        return sum == 0 ? 0 : sum / (to - from) / range;
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
