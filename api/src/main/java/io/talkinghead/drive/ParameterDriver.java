package io.talkinghead.drive;

import static com.google.common.base.Preconditions.checkState;

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
        checkState(context.person().isPresent(), "parameters move a person's face, and there is none: animate a head");
        Landmarks neutral = context.person().get();
        return new FaceRig(neutral, CropRule.squareAround(neutral).side());
    }

    @Override
    public String name() {
        return "the parameters";
    }
}
