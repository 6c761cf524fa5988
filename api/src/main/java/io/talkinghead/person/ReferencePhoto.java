package io.talkinghead.person;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.face.CropRule;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Resampler;
import io.talkinghead.image.SquareCrop;
import org.apiguardian.api.API;

/**
 * One photo of a person.
 *
 * @param picture the whole photo
 * @param landmarks 68 points with depth, in pixels of {@code picture}; the face may reach beyond the picture, but lies no
 *     further off than ten times its longer side
 * @param crop what the networks see of it, in embedding, tuning and rendering alike
 */
@API(status = API.Status.STABLE, since = "0.1")
public record ReferencePhoto(Frame picture, Landmarks landmarks, SquareCrop crop) {
    private static final int MAX_PICTURES_OFF = 10;
    /** The crop of landmarks as far off as may be lies within so many. */
    private static final int MAX_CROP_PICTURES_OFF = 100;

    /** Checks that the landmarks and the crop can be those of a face of this picture. */
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
        double mostOfCrop = most * MAX_CROP_PICTURES_OFF / MAX_PICTURES_OFF;
        boolean near = Math.abs(crop.left()) <= mostOfCrop && Math.abs(crop.top()) <= mostOfCrop;
        checkArgument(
                near && crop.side() > 0 && crop.side() <= mostOfCrop,
                "%s is no part of a picture of %s x %s px",
                crop,
                picture.widthPx(),
                picture.heightPx());
    }

    /** Takes a photo that shows more than the head: the networks see the crop of {@link CropRule}. */
    public ReferencePhoto(Frame picture, Landmarks landmarks) {
        this(picture, landmarks, CropRule.squareAround(landmarks));
    }

    /**
     * Takes a picture that is a crop already, such as a dataset's, which has one crop for a whole clip: the networks see all of
     * it. Cropping it again, around its own landmarks, would frame it differently from the pictures it is compared with.
     *
     * @throws IllegalArgumentException when the picture is not square
     */
    public static ReferencePhoto cropped(Frame picture, Landmarks landmarks) {
        return new ReferencePhoto(picture, landmarks, SquareCrop.whole(picture));
    }

    /** Returns this photo with its sides multiplied, each at least one pixel. */
    public ReferencePhoto scaled(double scale) {
        int width = Math.max(1, (int) Math.round(picture.widthPx() * scale));
        int height = Math.max(1, (int) Math.round(picture.heightPx() * scale));
        return new ReferencePhoto(
                Resampler.resize(picture, width, height),
                landmarks.transformed(scale, 0, 0),
                new SquareCrop(crop.left() * scale, crop.top() * scale, crop.side() * scale));
    }
}
