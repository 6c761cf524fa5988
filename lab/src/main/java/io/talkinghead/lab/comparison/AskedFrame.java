package io.talkinghead.lab.comparison;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import org.apiguardian.api.API;

/**
 * A frame that a method is asked for. A method takes what its paper takes: some are driven by landmarks, some by the picture.
 *
 * @param landmarks where the person's landmarks are to be, in pixels of its photos, lids calibrated; where another person drives, moved
 *     from that face to the person's
 * @param driver the driving frame itself, a square crop of the resolution of its dataset
 * @param driverLandmarks the landmarks in that frame
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record AskedFrame(Landmarks landmarks, Frame driver, Landmarks driverLandmarks) {}
