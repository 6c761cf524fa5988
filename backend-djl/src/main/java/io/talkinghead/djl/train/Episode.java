package io.talkinghead.djl.train;

import io.talkinghead.djl.sample.Sample;
import io.talkinghead.djl.sample.Shot;
import java.util.List;

/**
 * One training example (paper, section 3.3): photos of a video and another of its frames to be made from them.
 *
 * @param row the video's row in the matrix of identities W
 * @param photos K of them
 * @param guideIndex which of them guides a generator that is shown one
 * @param target the frame to be generated
 */
public record Episode(int row, List<Shot> photos, int guideIndex, Shot target) {
    /** Copies the list. */
    public Episode {
        photos = List.copyOf(photos);
    }

    /** Returns the photo to go by. */
    Shot guide() {
        return photos.get(guideIndex);
    }

    /** Returns the target with that photo. */
    Sample sample() {
        return new Sample(target, guide());
    }
}
