package io.talkinghead.bench;

import io.talkinghead.drive.Expression;
import io.talkinghead.drive.FaceControl;
import io.talkinghead.drive.FaceParameters;
import io.talkinghead.drive.HeadPose;
import java.util.List;

/**
 * A face by numbers in the documentation's picture.
 *
 * @param label for people
 * @param parameters what is shown
 */
record ShownParameter(String label, FaceParameters parameters) {
    /** Returns a row of them. */
    static List<ShownParameter> row() {
        return List.of(
                new ShownParameter("yaw 20", FaceParameters.of(HeadPose.turned(20, 0, 0))),
                new ShownParameter("pitch -15", FaceParameters.of(HeadPose.turned(0, -15, 0))),
                new ShownParameter("roll 15", FaceParameters.of(HeadPose.turned(0, 0, 15))),
                of("SMILE 1", FaceControl.SMILE, 1),
                of("SMILE -1", FaceControl.SMILE, -1),
                of("MOUTH_OPEN 0.6", FaceControl.MOUTH_OPEN, 0.6),
                of("MOUTH_WIDTH -1", FaceControl.MOUTH_WIDTH, -1),
                new ShownParameter("brows 1", FaceParameters.of(Expression.NEUTRAL.withBrows(1))),
                of("LEFT_EYE -1", FaceControl.LEFT_EYE, -1),
                new ShownParameter("eyes -1", FaceParameters.of(Expression.NEUTRAL.withEyes(-1))));
    }

    private static ShownParameter of(String label, FaceControl control, double value) {
        return new ShownParameter(label, FaceParameters.of(Expression.NEUTRAL.with(control, value)));
    }
}
