package io.talkinghead.lab.evaluation;

import static com.google.common.base.Preconditions.checkArgument;

import org.apiguardian.api.API;

/**
 * What makes the pictures.
 *
 * @param id its name in tables, files and options: lower case, words with hyphens between them
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record EvaluationMethod(String id) {
    /** The photo nearest in pose, unchanged. */
    public static final EvaluationMethod COPY = new EvaluationMethod("copy");
    /** That photo, moved to the target landmarks without a network. */
    public static final EvaluationMethod WARP = new EvaluationMethod("warp");
    /** The model, the person embedded from the photos. */
    public static final EvaluationMethod FEED_FORWARD = new EvaluationMethod("feed-forward");
    /** The model, the person fine-tuned on the photos. */
    public static final EvaluationMethod TUNED = new EvaluationMethod("tuned");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException when it has other characters than {@code a-z}, {@code 0-9} and hyphens between them
     */
    public EvaluationMethod {
        checkArgument(id.matches("[a-z0-9]+(-[a-z0-9]+)*"), "a method's name is like 'x2face', not '%s'", id);
    }
}
