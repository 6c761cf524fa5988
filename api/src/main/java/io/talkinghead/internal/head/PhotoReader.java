package io.talkinghead.internal.head;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Face;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.person.Photo;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.spi.FaceAnalyzer;
import java.util.List;
import java.util.function.Supplier;

/** Reads photos and finds the faces in them. */
final class PhotoReader {
    /** No more of a photo is kept than this many pixels of its head crop, and of its longer side. */
    private static final int MAX_CROP_PX = 1024;

    private static final int MAX_PHOTO_PX = 4096;

    private final Supplier<FaceAnalyzer> analyzer;

    /** Asks for the analyser after the first photo is read: it starts meanwhile. */
    PhotoReader(Supplier<FaceAnalyzer> analyzer) {
        this.analyzer = analyzer;
    }

    ReferencePhoto read(Photo photo) {
        Frame picture = picture(photo);
        try {
            Landmarks landmarks = photo.landmarks().orElseGet(() -> landmarks(photo, picture));
            return limited(new ReferencePhoto(picture, landmarks));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("in " + photo + ": " + e.getMessage(), e);
        }
    }

    private Frame picture(Photo photo) {
        try {
            return photo.picture();
        } catch (TalkingHeadException e) {
            // An engine that does not start is what to tell first.
            FaceAnalyzer unused = analyzer.get();
            throw e;
        }
    }

    private Landmarks landmarks(Photo photo, Frame picture) {
        List<Face> faces = analyzer.get().analyze(picture);
        if (faces.isEmpty()) {
            throw new TalkingHeadException(
                    ErrorCode.NO_FACE,
                    "no face was found in " + photo + " (" + picture.widthPx() + " x " + picture.heightPx()
                            + " px); use a photo that shows the face larger, from the front and well lit");
        }
        try {
            return photo.face()
                    .pick(faces, picture.widthPx(), picture.heightPx())
                    .landmarks();
        } catch (TalkingHeadException e) {
            throw new TalkingHeadException(e.code(), "in " + photo + ": " + e.reason(), e);
        }
    }

    private static ReferencePhoto limited(ReferencePhoto photo) {
        Frame picture = photo.picture();
        double cropScale = MAX_CROP_PX / photo.crop().side();
        double photoScale = (double) MAX_PHOTO_PX / Math.max(picture.widthPx(), picture.heightPx());
        double scale = Math.min(cropScale, photoScale);
        return scale >= 1 ? photo : photo.scaled(scale);
    }
}
