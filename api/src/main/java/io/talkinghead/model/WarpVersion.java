package io.talkinghead.model;

import org.apiguardian.api.API;

/** How a guiding photo is moved to the target: the {@code warp} of {@code model.json}. Motions that change are a new version. */
@API(status = API.Status.STABLE, since = "0.1")
public enum WarpVersion {
    /** The head's motion in the plane, an ellipsoid that turns, and a mesh of the face, side by side. */
    TURN_V1("turn-v1", 1),
    /** The same, but the mesh is drawn and the photo is moved in pixels half the size of the networks'. */
    TURN_V2("turn-v2", 2);

    private final String id;
    private final int fineness;

    WarpVersion(String id, int fineness) {
        this.id = id;
        this.fineness = fineness;
    }

    /** Returns the name used in {@code model.json}. */
    public String id() {
        return id;
    }

    /** Returns how many pixels of the mesh and of the flow lie along the side of one of the networks' pixels. */
    public int fineness() {
        return fineness;
    }
}
