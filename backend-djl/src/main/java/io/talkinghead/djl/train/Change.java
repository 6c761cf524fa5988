package io.talkinghead.djl.train;

import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.face.FaceMeasures;
import io.talkinghead.face.Landmarks;

/** How much a face differs between two frames: its pose, and more than its few points would count, eyes and mouth. */
final class Change {
    private Change() {}

    /** Returns a number without unit that grows with the change. */
    static double between(Landmarks a, Landmarks b) {
        double eyes = Math.max(1e-6, a.eyeDistance());
        return (pose(a).poseDistance(pose(b))
                        + 4 * Math.abs(FaceMeasures.lidDistance(a) - FaceMeasures.lidDistance(b))
                        + 2 * Math.abs(FaceMeasures.lipDistance(a) - FaceMeasures.lipDistance(b)))
                / eyes;
    }

    /** At any resolution: it places points that a pose does not depend on. */
    private static PosedFace pose(Landmarks face) {
        return PosedFace.of(face, 1);
    }
}
