package io.talkinghead.drive;

import io.talkinghead.conditioning.turn.FaceRig;
import io.talkinghead.face.CropRule;
import io.talkinghead.face.Landmarks;

/**
 * A person's own landmarks, moved by numbers.
 *
 * @param source the numbers
 * @param framesPerSecond of the frames
 */
record ParameterDriver(ParameterSource source, double framesPerSecond) implements Driver {
    @Override
    public PoseStream open(DriverContext context) {
        FaceRig face = face(context);
        return source.last()
                .<PoseStream>map(last -> new KeyedPoses(this, face, last))
                .orElseGet(() -> new PacedPoses(this, face, context.cancellation()));
    }

    /** Returns the face of the person who is moved. */
    static FaceRig face(DriverContext context) {
        Landmarks neutral = person(context);
        return new FaceRig(neutral, CropRule.squareAround(neutral).side());
    }

    /** Returns the landmarks of the person who is moved, and refuses where nobody is. */
    static Landmarks person(DriverContext context) {
        return context.person()
                .orElseThrow(() -> new IllegalStateException(
                        "this driver moves a person's face, and there is none: animate a head with it"));
    }

    @Override
    public String name() {
        return "the parameters";
    }
}
