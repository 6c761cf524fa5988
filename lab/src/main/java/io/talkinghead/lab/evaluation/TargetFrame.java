package io.talkinghead.lab.evaluation;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.lab.comparison.AskedFrame;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One frame to be shown, and what it is compared with.
 *
 * @param followed what the face has to follow
 * @param descriptor of the person as it should be
 * @param truth the frame itself, or null where another person drives
 * @param look what that looks like, null likewise
 * @param head measures heads of this person, null likewise
 * @param turnDegrees by how many degrees of yaw the head is turned away from the photo that guides it; empty likewise
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record TargetFrame(
        FollowedFrame followed,
        float[] descriptor,
        @Nullable Frame truth,
        @Nullable Look look,
        @Nullable HeadDistance head,
        OptionalDouble turnDegrees) {
    AskedFrame asked() {
        return followed.asked();
    }

    Landmarks wanted() {
        return followed.wanted();
    }

    Optional<Landmarks> driver() {
        return followed.driver();
    }
}
