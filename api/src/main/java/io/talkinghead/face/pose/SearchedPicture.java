package io.talkinghead.face.pose;

import io.talkinghead.face.Face;
import io.talkinghead.face.FaceRegion;
import java.util.List;
import java.util.Optional;

/**
 * A picture in which faces are looked for, and which may be made only as far as that needs.
 *
 * <p><b>Data:</b> faces and regions are in pixels of the whole picture.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
public interface SearchedPicture {
    /** Returns the width of the whole picture. */
    int widthPx();

    /** Returns the height of the whole picture. */
    int heightPx();

    /** Returns all faces, the largest first; none is an empty list. */
    List<Face> faces();

    /**
     * Looks for one face again where it was in the picture before.
     *
     * @param region of that face then
     * @return the face, or nothing when it is lost
     */
    Optional<Face> again(FaceRegion region);
}
