package io.talkinghead.person;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;

/**
 * One photo of a person.
 *
 * @param picture the whole photo
 * @param landmarks 68 points with depth, in pixels of {@code picture}; the face may reach beyond the picture, but lies no
 *     further off than ten times its longer side
 */
public record ReferencePhoto(Frame picture, Landmarks landmarks) {
    private static final int MAX_PICTURES_OFF = 10;

    /** Checks that the landmarks can be a face of this picture. */
    public ReferencePhoto {
        double most = (double) MAX_PICTURES_OFF * Math.max(picture.widthPx(), picture.heightPx());
        for (int i = 0; i < Landmarks.COUNT; i++) {
            boolean near = Math.abs(landmarks.x(i)) <= most
                    && Math.abs(landmarks.y(i)) <= most
                    && Math.abs(landmarks.z(i)) <= most;
            checkArgument(
                    near,
                    "landmark %s at %s, %s is no part of a picture of %s x %s px",
                    i,
                    landmarks.x(i),
                    landmarks.y(i),
                    picture.widthPx(),
                    picture.heightPx());
        }
        checkArgument(landmarks.eyeDistance() > 0, "the eyes lie on each other: these landmarks are no face");
    }
}
