package io.talkinghead.lab.evaluation;

import io.talkinghead.face.Landmarks;
import io.talkinghead.lab.comparison.AskedFrame;
import java.util.Optional;

/**
 * One frame that a face has to follow.
 *
 * @param asked what the methods are asked for: landmarks in pixels of the dataset's pictures
 * @param wanted where the landmarks are to be found in the result
 * @param driver the landmarks found again in the driver's frame
 */
record FollowedFrame(AskedFrame asked, Landmarks wanted, Optional<Landmarks> driver) {}
