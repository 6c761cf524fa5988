package io.talkinghead.internal.head;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Face;
import io.talkinghead.image.Frame;
import io.talkinghead.person.Photo;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.spi.FaceAnalyzer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads photos and finds the faces in them. A photo that shows them upside down or lying is turned for good.
 *
 * <p><b>Threading:</b> any number of threads.
 */
final class PhotoReader {
    private static final Logger LOG = LoggerFactory.getLogger(PhotoReader.class);

    private final Supplier<FaceAnalyzer> analyzer;

    /** Asks for the analyser after the first photo is read: it starts meanwhile. */
    PhotoReader(Supplier<FaceAnalyzer> analyzer) {
        this.analyzer = analyzer;
    }

    ReadPhoto read(Photo photo) {
        Frame picture = picture(photo);
        try {
            return photo.landmarks()
                    .map(known -> new ReadPhoto(limited(new ReferencePhoto(picture, known)), Optional.empty()))
                    .orElseGet(() -> found(photo, picture));
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

    private ReadPhoto found(Photo photo, Frame picture) {
        UprightPhoto upright = UprightPhoto.find(picture, analyzer.get()::analyze);
        Frame turned = upright.picture();
        if (upright.faces().isEmpty()) {
            throw new TalkingHeadException(
                    ErrorCode.NO_FACE,
                    "no face was found in " + photo + " (" + picture.widthPx() + " x " + picture.heightPx()
                            + " px), whichever way up; use a photo that shows the face larger, from the front and"
                            + " well lit");
        }
        Optional<String> turn = Optional.empty();
        if (upright.quarters() != 0) {
            LOG.info("{} was {}: its face is upright then", photo, upright.turn());
            turn = Optional.of(photo.name() + " " + upright.turn());
        }
        try {
            Face face = photo.face().pick(upright.faces(), turned.widthPx(), turned.heightPx());
            return new ReadPhoto(limited(new ReferencePhoto(turned, face.landmarks())), turn);
        } catch (TalkingHeadException e) {
            throw new TalkingHeadException(e.code(), "in " + photo + ": " + e.reason(), e);
        }
    }

    private static ReferencePhoto limited(ReferencePhoto photo) {
        double scale = KeptSize.scale(photo.picture(), List.of(photo.crop()));
        return scale >= 1 ? photo : photo.scaled(scale);
    }
}
