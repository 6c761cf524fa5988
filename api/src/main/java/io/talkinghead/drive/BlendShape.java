package io.talkinghead.drive;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The 52 movements of a face by the names of Apple's ARKit, each from 0, none of it, to 1. Left and right in these names are the
 * person's: in a picture that is not mirrored, left is on the right.
 *
 * <p>{@link #isShown()} tells which of them 68 landmarks can show. Gaze, cheeks and tongue they cannot; those change nothing.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum BlendShape {
    EYE_BLINK_LEFT("eyeBlinkLeft", Kind.EYE),
    EYE_BLINK_RIGHT("eyeBlinkRight", Kind.EYE),
    EYE_LOOK_DOWN_LEFT("eyeLookDownLeft", Kind.NOTHING),
    EYE_LOOK_DOWN_RIGHT("eyeLookDownRight", Kind.NOTHING),
    EYE_LOOK_IN_LEFT("eyeLookInLeft", Kind.NOTHING),
    EYE_LOOK_IN_RIGHT("eyeLookInRight", Kind.NOTHING),
    EYE_LOOK_OUT_LEFT("eyeLookOutLeft", Kind.NOTHING),
    EYE_LOOK_OUT_RIGHT("eyeLookOutRight", Kind.NOTHING),
    EYE_LOOK_UP_LEFT("eyeLookUpLeft", Kind.NOTHING),
    EYE_LOOK_UP_RIGHT("eyeLookUpRight", Kind.NOTHING),
    EYE_SQUINT_LEFT("eyeSquintLeft", Kind.EYE),
    EYE_SQUINT_RIGHT("eyeSquintRight", Kind.EYE),
    EYE_WIDE_LEFT("eyeWideLeft", Kind.EYE),
    EYE_WIDE_RIGHT("eyeWideRight", Kind.EYE),
    JAW_FORWARD("jawForward", Kind.LANDMARKS),
    JAW_LEFT("jawLeft", Kind.LANDMARKS),
    JAW_RIGHT("jawRight", Kind.LANDMARKS),
    JAW_OPEN("jawOpen", Kind.LANDMARKS),
    MOUTH_CLOSE("mouthClose", Kind.LIPS),
    MOUTH_FUNNEL("mouthFunnel", Kind.LANDMARKS),
    MOUTH_PUCKER("mouthPucker", Kind.LANDMARKS),
    MOUTH_LEFT("mouthLeft", Kind.LANDMARKS),
    MOUTH_RIGHT("mouthRight", Kind.LANDMARKS),
    MOUTH_SMILE_LEFT("mouthSmileLeft", Kind.LANDMARKS),
    MOUTH_SMILE_RIGHT("mouthSmileRight", Kind.LANDMARKS),
    MOUTH_FROWN_LEFT("mouthFrownLeft", Kind.LANDMARKS),
    MOUTH_FROWN_RIGHT("mouthFrownRight", Kind.LANDMARKS),
    MOUTH_DIMPLE_LEFT("mouthDimpleLeft", Kind.LANDMARKS),
    MOUTH_DIMPLE_RIGHT("mouthDimpleRight", Kind.LANDMARKS),
    MOUTH_STRETCH_LEFT("mouthStretchLeft", Kind.LANDMARKS),
    MOUTH_STRETCH_RIGHT("mouthStretchRight", Kind.LANDMARKS),
    MOUTH_ROLL_LOWER("mouthRollLower", Kind.LANDMARKS),
    MOUTH_ROLL_UPPER("mouthRollUpper", Kind.LANDMARKS),
    MOUTH_SHRUG_LOWER("mouthShrugLower", Kind.LANDMARKS),
    MOUTH_SHRUG_UPPER("mouthShrugUpper", Kind.LANDMARKS),
    MOUTH_PRESS_LEFT("mouthPressLeft", Kind.LANDMARKS),
    MOUTH_PRESS_RIGHT("mouthPressRight", Kind.LANDMARKS),
    MOUTH_LOWER_DOWN_LEFT("mouthLowerDownLeft", Kind.LANDMARKS),
    MOUTH_LOWER_DOWN_RIGHT("mouthLowerDownRight", Kind.LANDMARKS),
    MOUTH_UPPER_UP_LEFT("mouthUpperUpLeft", Kind.LANDMARKS),
    MOUTH_UPPER_UP_RIGHT("mouthUpperUpRight", Kind.LANDMARKS),
    BROW_DOWN_LEFT("browDownLeft", Kind.LANDMARKS),
    BROW_DOWN_RIGHT("browDownRight", Kind.LANDMARKS),
    BROW_INNER_UP("browInnerUp", Kind.LANDMARKS),
    BROW_OUTER_UP_LEFT("browOuterUpLeft", Kind.LANDMARKS),
    BROW_OUTER_UP_RIGHT("browOuterUpRight", Kind.LANDMARKS),
    CHEEK_PUFF("cheekPuff", Kind.LANDMARKS),
    CHEEK_SQUINT_LEFT("cheekSquintLeft", Kind.NOTHING),
    CHEEK_SQUINT_RIGHT("cheekSquintRight", Kind.NOTHING),
    NOSE_SNEER_LEFT("noseSneerLeft", Kind.LANDMARKS),
    NOSE_SNEER_RIGHT("noseSneerRight", Kind.LANDMARKS),
    TONGUE_OUT("tongueOut", Kind.NOTHING);

    private static final List<String> IN_HALVES = List.of("browInnerUp", "cheekPuff");

    private final String arkitName;
    private final Kind kind;

    BlendShape(String arkitName, Kind kind) {
        this.arkitName = arkitName;
        this.kind = kind;
    }

    /** Returns ARKit's name, such as {@code mouthSmileLeft}. */
    public String arkitName() {
        return arkitName;
    }

    /** Tells whether it moves landmarks. */
    public boolean isShown() {
        return kind != Kind.NOTHING;
    }

    /** Returns the one of ARKit's name, if there is one. */
    public static Optional<BlendShape> named(String arkitName) {
        return Arrays.stream(values())
                .filter(shape -> shape.arkitName.equals(arkitName))
                .findFirst();
    }

    /** Returns what it does to a face. */
    Kind kind() {
        return kind;
    }

    /** Tells whether it is of the person's left side, which is the picture's right. */
    boolean isLeft() {
        return arkitName.endsWith("Left");
    }

    /** Returns the movements of {@link ExpressionBasis} that it consists of. */
    List<String> movements() {
        return IN_HALVES.contains(arkitName) ? List.of(arkitName + "Left", arkitName + "Right") : List.of(arkitName);
    }

    /** What moves. */
    enum Kind {
        /** Landmarks, as the basis says. */
        LANDMARKS,
        /** The opening of an eye. */
        EYE,
        /** The gap between the lips. */
        LIPS,
        /** Nothing that landmarks show. */
        NOTHING
    }
}
