package io.talkinghead.djl.baseline;

import io.talkinghead.conditioning.LandmarkPicture;
import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Planes;
import io.talkinghead.image.Resampler;
import io.talkinghead.person.ReferencePhoto;

/**
 * Pictures between the side a person is shown with and the side the networks take.
 *
 * @param resolution of the networks
 * @param sidePx of the person's photos
 */
record DrawnSize(int resolution, int sidePx) {
    /** Takes the side of a photo, which is a square crop. */
    static DrawnSize of(int resolution, ReferencePhoto photo) {
        return new DrawnSize(resolution, (int) Math.round(photo.crop().side()));
    }

    /** Returns a frame as networks take it, 3 x R x R in [-1, 1]. */
    float[] planes(Frame frame) {
        return Planes.from(resized(frame, resolution));
    }

    /** Draws landmarks, in pixels of the photos, as networks take them, 3 x R x R in [-1, 1]. */
    float[] landmarkPicture(Landmarks landmarks) {
        float[] planes = new float[3 * resolution * resolution];
        LandmarkPicture.draw(scaled(landmarks), resolution, planes);
        return planes;
    }

    /** Returns a face, in pixels of the photos, as it is held. */
    PosedFace posed(Landmarks landmarks) {
        return PosedFace.of(scaled(landmarks), resolution);
    }

    private Landmarks scaled(Landmarks landmarks) {
        return landmarks.transformed((double) resolution / sidePx, 0, 0);
    }

    /** Returns what networks have made, of the side of the photos. */
    Frame frame(float[] planes) {
        return resized(Planes.toFrame(planes, resolution), sidePx);
    }

    private static Frame resized(Frame frame, int side) {
        return frame.widthPx() == side && frame.heightPx() == side ? frame : Resampler.resize(frame, side, side);
    }
}
