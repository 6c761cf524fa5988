package io.talkinghead.internal.play;

import io.talkinghead.drive.Motion;
import io.talkinghead.face.NoFacePolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * How a driver is followed.
 *
 * @param source what to call the driver in errors
 * @param motion relative or absolute
 * @param noFace what to do with frames without a face
 * @param smoothing whether landmark jitter is smoothed
 * @param neutralAt when the driver's neutral frame is shown; empty means the best of the first ones
 * @param strength how far the person moves: 1 is as far as the driver, 0 not at all
 */
public record PlayRules(
        String source,
        Motion motion,
        NoFacePolicy noFace,
        boolean smoothing,
        Optional<Duration> neutralAt,
        double strength) {}
