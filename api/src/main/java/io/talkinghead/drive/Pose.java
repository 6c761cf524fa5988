package io.talkinghead.drive;

import io.talkinghead.face.Landmarks;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a driver shows at one moment.
 *
 * @param index the frame's place in time, in frames from 0, growing
 * @param landmarks in pixels of the driver's picture; empty when no face was found
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Pose(long index, Optional<Landmarks> landmarks) {}
