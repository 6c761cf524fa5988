package io.talkinghead.bench;

import io.talkinghead.drive.Expression;
import io.talkinghead.drive.FaceControl;
import io.talkinghead.drive.FaceParameters;
import io.talkinghead.drive.HeadPose;
import io.talkinghead.face.Landmarks;

/** The sources of the paper's Fig. 9: one photo as it is, and what methods that want a calm face that looks ahead do not expect. */
enum PaperSource {
    AS_IT_IS("photo", FaceParameters.of(Expression.NEUTRAL)),
    SPEAKING("mouth open", FaceParameters.of(Expression.NEUTRAL.with(FaceControl.MOUTH_OPEN, 1))),
    TURNED("yaw -25", new FaceParameters(HeadPose.turned(-25, 0, 0), Expression.NEUTRAL));

    private final String label;
    private final FaceParameters parameters;

    PaperSource(String label, FaceParameters parameters) {
        this.label = label;
        this.parameters = parameters;
    }

    String label() {
        return label;
    }

    /** Returns where a photo's landmarks are in this source. */
    Landmarks of(Landmarks photo) {
        return parameters.applyTo(photo);
    }
}
