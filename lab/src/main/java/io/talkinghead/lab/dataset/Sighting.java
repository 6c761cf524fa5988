package io.talkinghead.lab.dataset;

import io.talkinghead.face.Landmarks;
import java.time.Duration;

/**
 * Where the face was in one frame of a source.
 *
 * @param index of the frame
 * @param time since the start of the source
 * @param landmarks in pixels of the frame
 * @param widthPx of the frame
 * @param heightPx of the frame
 */
record Sighting(int index, Duration time, Landmarks landmarks, int widthPx, int heightPx) {
    boolean sameSize(Sighting other) {
        return widthPx == other.widthPx && heightPx == other.heightPx;
    }
}
