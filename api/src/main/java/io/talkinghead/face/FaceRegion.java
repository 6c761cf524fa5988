package io.talkinghead.face;

import org.apiguardian.api.API;

/**
 * A rotated square around a face: where the landmark network looks.
 *
 * @param centerX horizontal centre in continuous pixels
 * @param centerY vertical centre
 * @param side side in pixels
 * @param angle rotation in radians: the direction from the image-left to the image-right eye, 0 for level eyes
 */
@API(status = API.Status.STABLE, since = "0.1")
public record FaceRegion(double centerX, double centerY, double side, double angle) {}
