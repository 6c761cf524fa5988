package io.talkinghead.lab.evaluation;

import io.talkinghead.conditioning.Guides;
import io.talkinghead.conditioning.PreparedPhoto;
import io.talkinghead.conditioning.UnlearntMotion;
import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Planes;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.person.ReferencePhoto;
import java.util.List;

/**
 * What can be had without a network, to judge one by: the photo nearest in pose as it is, and the same photo moved to the
 * target in closed form. That is the same for all models, so that their tables can be compared.
 *
 * <p><b>Threading:</b> immutable.
 */
final class GuideAnchors {
    private final List<ReferencePhoto> photos;
    private final SquareCrop neutralCrop;
    private final Guides guides;
    private final int resolution;

    /** Prepares the photos at a resolution. */
    GuideAnchors(List<ReferencePhoto> photos, int neutral, int resolution) {
        this.photos = photos;
        this.resolution = resolution;
        neutralCrop = photos.get(neutral).crop();
        guides = new Guides(photos.stream()
                .map(photo -> PreparedPhoto.of(photo, resolution))
                .toList());
    }

    /** Returns the photo nearest in pose to landmarks in pixels of the neutral photo. */
    Frame copy(Landmarks landmarks) {
        return Planes.toFrame(guides.nearest(target(landmarks)).planes(), resolution);
    }

    /** Returns that photo moved to the landmarks. */
    Frame warp(Landmarks landmarks) {
        PosedFace target = target(landmarks);
        PreparedPhoto guide = guides.nearest(target);
        return Planes.toFrame(UnlearntMotion.of(guide, target), resolution);
    }

    /** Returns that photo itself. */
    Frame photo(Landmarks landmarks) {
        return photos.get(guides.indexOfNearest(target(landmarks))).picture();
    }

    /** Returns by how many degrees of yaw a head is turned away from that photo, to either side: 0 to 180. */
    double turnDegrees(Landmarks landmarks) {
        PosedFace target = target(landmarks);
        return Math.abs(target.yawDegrees() - guides.nearest(target).face().yawDegrees());
    }

    private PosedFace target(Landmarks landmarks) {
        PosedFace target = new PosedFace(resolution);
        target.setInCrop(landmarks, neutralCrop);
        return target;
    }
}
