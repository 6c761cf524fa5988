package io.talkinghead.cli.studio;

import com.fasterxml.jackson.databind.JsonNode;
import io.talkinghead.drive.Expression;
import io.talkinghead.drive.FaceControl;
import io.talkinghead.drive.FaceParameters;
import io.talkinghead.drive.HeadPose;

/** The controls of a page, as parameters of a face. What is out of range is taken to its end. */
final class Controls {
    private Controls() {}

    /** Reads what a page says; what it leaves out is as in the photo. */
    static FaceParameters of(JsonNode json) {
        Expression expression = Expression.NEUTRAL
                .with(FaceControl.SMILE, within(json, "smile", 1, 0))
                .with(FaceControl.MOUTH_OPEN, within(json, "mouth", 1, 0))
                .withBrows(within(json, "brows", 1, 0))
                .with(FaceControl.LEFT_EYE, within(json, "leftEye", 1, 0))
                .with(FaceControl.RIGHT_EYE, within(json, "rightEye", 1, 0));
        HeadPose pose = HeadPose.turned(
                        within(json, "yaw", 60, 0), within(json, "pitch", 45, 0), within(json, "roll", 60, 0))
                .withZoom(Math.max(0.5, Math.abs(within(json, "zoom", 2, 1))))
                .withShift(within(json, "shiftX", 0.5, 0), within(json, "shiftY", 0.5, 0));
        return new FaceParameters(pose, expression);
    }

    private static double within(JsonNode json, String name, double most, double usual) {
        double value = json.path(name).asDouble(usual);
        return Double.isNaN(value) ? usual : Math.max(-most, Math.min(most, value));
    }
}
