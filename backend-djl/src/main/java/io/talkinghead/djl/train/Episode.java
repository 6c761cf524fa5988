package io.talkinghead.djl.train;

import io.talkinghead.djl.sample.Shot;
import java.util.List;

/**
 * One training example (paper, section 3.3): photos of a video and another of its frames to be made from them.
 *
 * @param row the video's row in the matrix of identities W
 * @param photos K of them
 * @param guide the photo that a guided model is shown warped
 * @param target the frame to be generated
 */
record Episode(int row, List<Shot> photos, Shot guide, Shot target) {
    Episode {
        photos = List.copyOf(photos);
    }
}
