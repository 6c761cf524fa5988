package io.talkinghead.face;

import io.talkinghead.image.Box;
import org.apiguardian.api.API;

/**
 * A face found in a picture.
 *
 * @param box the detector's box; for a tracked face the box around its mesh
 * @param score confidence 0-1 that this is a face
 * @param landmarks 68 points with depth, in pixels of the picture
 * @param region where to look for the same face in the next frame
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Face(Box box, double score, Landmarks landmarks, FaceRegion region) {}
