package io.talkinghead.drive;

import io.talkinghead.face.Landmarks;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a driver shows at one moment.
 *
 * @param time the frame's place in time; starts grow from pose to pose
 * @param landmarks in pixels of the driver's picture, or, where they are {@linkplain PoseStream#isPlaced() placed}, of the
 *     person's neutral photo; empty when no face was found
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Pose(FrameTime time, Optional<Landmarks> landmarks) {}
