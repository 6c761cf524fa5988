package io.talkinghead.lab.evaluation;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A part of a head that is left out, to see what it is good for. Nothing is trained anew: the others never learnt to do without it, so that
 * what is lost is the most that the part may be worth.
 *
 * <p><b>Threading:</b> immutable.
 *
 * <p><b>Determinism:</b> the same model gives the same head.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum HeadAblation {
    /** The generator is not lent the photo's features. */
    NO_LENT,
    /** The photo is not moved by the face's mesh; what surrounds the face, the turning head and the network's own flow are left. */
    NO_MESH,
    /** The photo is only moved in the plane, as what surrounds the face is; the generator draws on that. */
    PLANE_WARP,
    /** The generator draws nothing: what is shown is the photo, moved. */
    NO_DRAWING,
    /** The person's embedding is drawn at random, as long as the true one, the same direction for everybody. */
    RANDOM_PERSON;

    private static final String HEAD = "motion.head.";
    /** Closed-form motions among the values of that layer: rest, surroundings, head, mesh; then the network's own flow. */
    private static final int SURROUNDINGS = 1;

    private static final int MESH = 3;
    private static final int FLOW = 4;
    private static final int OCCLUSION = 6;
    /** The weight of what is chosen with this is nothing. */
    private static final float NEVER = -1000;

    /** Returns its name among compared methods, such as {@code ours-no-lent}. */
    public String id() {
        return "ours-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Leaves it out of a model.
     *
     * @throws TalkingHeadException {@link ErrorCode#MODEL_INVALID} when the model does not have that part
     */
    ModelBundle of(ModelBundle model) {
        if (this == RANDOM_PERSON) {
            return model;
        }
        Conditioning conditioning = model.spec().conditioning();
        if (conditioning.kind() != Conditioning.Kind.TURNED || (this == NO_LENT && !conditioning.lends())) {
            throw new TalkingHeadException(
                    ErrorCode.MODEL_INVALID,
                    "the model " + model.name() + " has nothing that " + id()
                            + " leaves out; compare it with a model of heads that turn");
        }
        Weights changed = model.weights().with(changed(model.weights()));
        return ModelBundle.of(model.name() + "-" + id(), model.spec(), changed, Map.of(), model.card());
    }

    private Weights changed(Weights weights) {
        return switch (this) {
            case NO_LENT -> nothing(weights, "generator.merge.");
            case NO_MESH -> chosen(weights, Set.of(MESH), Set.of());
            case PLANE_WARP -> chosen(weights, Set.of(0, 2, MESH), Set.of(SURROUNDINGS, FLOW, FLOW + 1));
            case NO_DRAWING -> nothing(weights, "generator.out2.");
            case RANDOM_PERSON -> throw new AssertionError("it changes the person, not the model");
        };
    }

    private static Weights nothing(Weights weights, String prefix) {
        ImmutableMap.Builder<String, Tensor> zeros = ImmutableMap.builder();
        weights.tensors().forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                zeros.put(name, Tensor.of(tensor.shape(), new float[Math.toIntExact(tensor.elements())]));
            }
        });
        return new Weights(zeros.buildOrThrow());
    }

    /** Makes some outputs of the layer that chooses motions so low that they are never chosen, and others nothing. */
    private static Weights chosen(Weights weights, Set<Integer> never, Set<Integer> nothing) {
        Tensor kernel = weights.tensor(HEAD + "weight");
        Tensor bias = weights.tensor(HEAD + "bias");
        float[] kernels = kernel.toFloats();
        float[] biases = bias.toFloats();
        int size = Math.floorDiv(kernels.length, biases.length);
        for (int output = 0; output < OCCLUSION; output++) {
            if (never.contains(output) || nothing.contains(output)) {
                biases[output] = never.contains(output) ? NEVER : 0;
                for (int i = output * size; i < (output + 1) * size; i++) {
                    kernels[i] = 0;
                }
            }
        }
        return new Weights(Map.of(
                HEAD + "weight", Tensor.of(kernel.shape(), kernels), HEAD + "bias", Tensor.of(bias.shape(), biases)));
    }

    /** Leaves it out of a person, made feed-forward. */
    Person of(Person person) {
        if (this != RANDOM_PERSON || !(person.identity() instanceof Identity.Embedded embedded)) {
            return person;
        }
        float[] drawn = random(embedded.embedding());
        return new Person(
                person.modelName(),
                person.modelId(),
                new Identity.Embedded(drawn),
                person.photos(),
                person.neutralPhoto(),
                person.provenance());
    }

    private static float[] random(float[] embedding) {
        Random random = new Random(0);
        float[] drawn = new float[embedding.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (float) random.nextGaussian();
        }
        double scale = length(embedding) / length(drawn);
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] *= (float) scale;
        }
        return drawn;
    }

    private static double length(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }
}
