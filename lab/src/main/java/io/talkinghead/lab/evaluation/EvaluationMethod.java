package io.talkinghead.lab.evaluation;

import com.google.common.base.Ascii;
import org.apiguardian.api.API;

/** What makes the pictures. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum EvaluationMethod {
    /** The photo nearest in pose, unchanged. */
    COPY,
    /** That photo, moved to the target landmarks without a network. */
    WARP,
    /** The model, the person embedded from the photos. */
    FEED_FORWARD,
    /** The model, the person fine-tuned on the photos. */
    TUNED;

    /** Returns the name in files. */
    public String id() {
        return Ascii.toLowerCase(name()).replace('_', '-');
    }
}
