package io.talkinghead.lab.dataset;

import io.talkinghead.face.Landmarks;
import java.util.List;

/**
 * {@code clip.json}.
 *
 * @param source what the clip was made from
 * @param frames at least one, in order of time
 */
record ClipDescription(String source, List<Entry> frames) {
    static final String FILE = "clip.json";
    static final int VERSION = 1;

    ClipDescription {
        frames = List.copyOf(frames);
    }

    /**
     * One frame.
     *
     * @param file the picture's name in the clip's folder
     * @param timeMs since the start of the source
     * @param landmarks with depth, in pixels of the picture
     */
    record Entry(String file, long timeMs, Landmarks landmarks) {}
}
