package io.talkinghead.model;

import org.apiguardian.api.API;

/** How a guiding photo is warped to the target: the {@code warp} of {@code model.json}. A warp that changes is a new version. */
@API(status = API.Status.STABLE, since = "0.1")
public enum WarpVersion {
    /** Moving least squares on a grid; what models of {@code guided-v1} without a {@code warp} were trained on. */
    MLS_V1("mls-v1"),
    /**
     * The same, with eyes shut and opened exactly on top of it; what models of {@code guided-v2} without a {@code warp} are
     * shown. Two earlier versions, without a seam past shut lids and with one in every eye, were never recorded.
     */
    MLS_LIDS_V3("mls-lids-v3"),
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
