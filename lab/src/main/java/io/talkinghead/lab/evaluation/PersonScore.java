package io.talkinghead.lab.evaluation;

import java.util.List;
import java.util.Map;

/**
 * What one method reaches with one person from one number of photos.
 *
 * @param millis to learn the person
 * @param frames the held-out ones, in the order of their choice
 * @param clip how the person follows over them
 */
record PersonScore(double millis, List<FrameScore> frames, ClipScore clip) {
    PersonScore {
        frames = List.copyOf(frames);
    }

    /**
     * One frame.
     *
     * @param frame its number in the clip
     * @param millis to draw it
     * @param values what was measured
     * @param look features of the picture
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record FrameScore(int frame, double millis, Map<FrameMeasure, Double> values, float[] look) {}
}
