package io.talkinghead.lab.evaluation;

import java.util.Locale;

/** Who moves the person. */
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
