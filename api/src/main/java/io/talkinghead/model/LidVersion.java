package io.talkinghead.model;

import org.apiguardian.api.API;

/**
 * How landmarks found in pictures show shut eyes: the {@code lids} of {@code model.json}. A rule that changes is a new version.
 */
@API(status = API.Status.STABLE, since = "0.1")
public enum LidVersion {
    /** Lids at half of their neutral opening are shut, those between in proportion; all models without {@code lids} have it. */
    V1("lids-v1");

    private final String id;

    LidVersion(String id) {
        this.id = id;
    }

    /** Returns the name used in {@code model.json}. */
    public String id() {
        return id;
    }
}
