package io.talkinghead.lab.evaluation;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.face.Landmarks;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be said of one picture.
 *
 * @param values what could be measured
 * @param found its landmarks, found again
 * @param looks its features and those of the true frame, where there is one
 */
record FrameJudgement(Map<FrameMeasure, Double> values, Optional<Landmarks> found, Optional<Looks> looks) {
    FrameJudgement {
        values = ImmutableMap.copyOf(values);
    }

    /**
     * Features of two whole pictures.
     *
     * @param made features of the picture
     * @param real features of the true one
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Looks(float[] made, float[] real) {}
}
