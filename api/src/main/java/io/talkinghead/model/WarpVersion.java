package io.talkinghead.model;

import org.apiguardian.api.API;

/** How a guiding photo is moved to the target: the {@code warp} of {@code model.json}. Motions that change are a new version. */
@API(status = API.Status.STABLE, since = "0.1")
public enum WarpVersion {
    /** The head's motion in the plane, an ellipsoid that turns, and a mesh of the face, side by side. */
    TURN_V1("turn-v1");

    private final String id;

    WarpVersion(String id) {
        this.id = id;
    }

    /** Returns the name used in {@code model.json}. */
    public String id() {
        return id;
    }
}
