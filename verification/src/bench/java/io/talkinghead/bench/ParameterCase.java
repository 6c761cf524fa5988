package io.talkinghead.bench;

import io.talkinghead.bench.FaceReading.Trait;
import io.talkinghead.drive.Expression;
import io.talkinghead.drive.FaceControl;
import io.talkinghead.drive.FaceParameters;
import io.talkinghead.drive.HeadPose;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One parameter at one value.
 *
 * @param label for people
 * @param trait what it is to move
 * @param parameters all others at rest
 */
record ParameterCase(String label, Trait trait, FaceParameters parameters) {
    /** Returns every parameter, to either side. */
    static List<ParameterCase> all() {
        List<ParameterCase> cases = new ArrayList<>();
        for (double value : new double[] {-30, -15, 15, 30}) {
            cases.add(of("yaw", value, Trait.YAW, HeadPose.turned(value, 0, 0)));
        }
        for (double value : new double[] {-20, -10, 10, 20}) {
            cases.add(of("pitch", value, Trait.PITCH, HeadPose.turned(0, value, 0)));
        }
        for (double value : new double[] {-20, 20}) {
            cases.add(of("roll", value, Trait.ROLL, HeadPose.turned(0, 0, value)));
        }
        for (double value : new double[] {0.85, 1.2}) {
            cases.add(of("zoom", value, Trait.ZOOM, HeadPose.NEUTRAL.withZoom(value)));
        }
        for (double value : new double[] {-0.1, 0.1}) {
            cases.add(of("shiftX", value, Trait.SHIFT_X, HeadPose.NEUTRAL.withShift(value, 0)));
            cases.add(of("shiftY", value, Trait.SHIFT_Y, HeadPose.NEUTRAL.withShift(0, value)));
        }
        for (FaceControl control : FaceControl.values()) {
            for (double value : new double[] {-1, -0.5, 0.5, 1}) {
                Expression expression = Expression.NEUTRAL.with(control, value);
                cases.add(new ParameterCase(
                        label(control.name(), value), Trait.valueOf(control.name()), FaceParameters.of(expression)));
            }
        }
        for (double value : new double[] {-1, 1}) {
            cases.add(new ParameterCase(
                    label("both eyes", value), Trait.LEFT_EYE, FaceParameters.of(Expression.NEUTRAL.withEyes(value))));
            cases.add(new ParameterCase(
                    label("both brows", value),
                    Trait.LEFT_BROW,
                    FaceParameters.of(Expression.NEUTRAL.withBrows(value))));
        }
        return cases;
    }

    private static ParameterCase of(String name, double value, Trait trait, HeadPose pose) {
        return new ParameterCase(label(name, value), trait, FaceParameters.of(pose));
    }

    private static String label(String name, double value) {
        return String.format(Locale.ROOT, "%s %s", name, value);
    }
}
