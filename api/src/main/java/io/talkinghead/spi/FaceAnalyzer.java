package io.talkinghead.spi;

import io.talkinghead.face.Face;
import io.talkinghead.face.FaceRegion;
import io.talkinghead.image.Frame;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Finds faces and their landmarks.
 *
 * <p><b>Threading:</b> any number of threads. Closing waits for calls in progress; later calls are
 * {@link IllegalStateException}s.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface FaceAnalyzer extends AutoCloseable {
    /** Returns all faces, the largest first; none is an empty list. */
    List<Face> analyze(Frame picture);

    /**
     * Looks for one face again where it was in the frame before, without the detector.
     *
     * @param region of that face then
     * @return the face, or nothing when it is lost: then {@link #analyze} the frame
     */
    Optional<Face> track(Frame picture, FaceRegion region);

    @Override
    void close();
}
