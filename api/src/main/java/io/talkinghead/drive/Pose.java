package io.talkinghead.drive;

import io.talkinghead.face.Landmarks;
import java.util.Optional;

/**
 * What a driver shows at one moment.
 *
 * @param index the frame's place in time, in frames from 0, growing
 * @param landmarks in pixels of the driver's picture; empty when no face was found
 */
public record Pose(long index, Optional<Landmarks> landmarks) {}
