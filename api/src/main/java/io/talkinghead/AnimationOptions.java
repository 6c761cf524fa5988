package io.talkinghead;

import io.talkinghead.drive.Motion;
import io.talkinghead.face.FaceChoice;
import io.talkinghead.face.NoFacePolicy;

/**
 * How a driver is followed.
 *
 * @param motion relative or absolute
 * @param noFace what to do with frames without a face
 * @param face which of several faces in the driver is meant
 * @param smoothing whether landmark jitter is smoothed
 */
public record AnimationOptions(Motion motion, NoFacePolicy noFace, FaceChoice face, boolean smoothing) {
    /** Relative motion, hold the last pose, the largest face, smoothed. */
    public static AnimationOptions defaults() {
        return new AnimationOptions(Motion.RELATIVE, NoFacePolicy.HOLD, FaceChoice.largest(), true);
    }

    /** Returns these options with another motion. */
    public AnimationOptions withMotion(Motion newMotion) {
        return new AnimationOptions(newMotion, noFace, face, smoothing);
    }

    /** Returns these options with another policy. */
    public AnimationOptions withNoFace(NoFacePolicy newPolicy) {
        return new AnimationOptions(motion, newPolicy, face, smoothing);
    }

    /** Returns these options with another choice of face. */
    public AnimationOptions withFace(FaceChoice newFace) {
        return new AnimationOptions(motion, noFace, newFace, smoothing);
    }

    /** Returns these options with smoothing on or off. */
    public AnimationOptions withSmoothing(boolean newSmoothing) {
        return new AnimationOptions(motion, noFace, face, newSmoothing);
    }
}
