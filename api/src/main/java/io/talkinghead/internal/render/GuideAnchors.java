package io.talkinghead.internal.render;

import io.talkinghead.conditioning.ControlPoints;
import io.talkinghead.conditioning.WarpGrid;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Planes;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.WarpVersion;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Person;

/**
 * What can be had without a network, to judge one by: the photo nearest in pose as it is, and the same photo warped to the
 * target.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
public final class GuideAnchors {
    private final PhotoLayout stage;
    private final ControlPoints targetPoints;
    private final WarpGrid grid;
    private final int resolution;

    /** Lays out the photos at a model's resolution. */
    public GuideAnchors(Person person, ModelSpec spec) {
        resolution = spec.resolution();
        stage = PhotoLayout.of(person, spec, Framing.CROP, resolution);
        targetPoints = new ControlPoints(resolution);
        grid = WarpGrid.of(WarpVersion.MLS_V1, resolution);
    }

    /** Returns the photo nearest in pose to landmarks in pixels of the neutral photo. */
    public Frame copy(Landmarks landmarks) {
        return guide(landmarks).outputCrop();
    }

    /** Returns that photo warped to the landmarks. */
    public Frame warp(Landmarks landmarks) {
        PhotoView guide = guide(landmarks);
        grid.fit(guide.controlPoints(), targetPoints);
        float[] warped = new float[3 * resolution * resolution];
        grid.apply(guide.planes(), warped);
        return Planes.toFrame(warped, resolution);
    }

    private PhotoView guide(Landmarks landmarks) {
        stage.setTarget(targetPoints, landmarks);
        return stage.guideFor(targetPoints, Conditioning.guided());
    }
}
