package io.talkinghead.lab.evaluation;

import java.util.Locale;
import org.apiguardian.api.API;

/** Who moves the person. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum EvaluationMode {
    /** Other frames of the person's own video: the true picture is known. */
    SELF,
    /** Another person's video: only identity and landmarks can be measured. */
    CROSS;

    /** Returns the name in files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
