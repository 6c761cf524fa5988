package io.talkinghead.lab.evaluation;

import io.talkinghead.face.Landmarks;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is to be said of one picture.
 *
 * @param found its landmarks, found again
 * @param csim see {@link IdentitySimilarity}
 * @param landmarkError see {@link LandmarkError}; empty where no face was found
 * @param toTruth how it compares with the true frame, where there is one
 */
record FrameJudgement(Optional<Landmarks> found, double csim, OptionalDouble landmarkError, Optional<ToTruth> toTruth) {
    /**
     * A picture beside the true one.
     *
     * @param look features of the picture
     * @param trueLook features of the true one
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record ToTruth(double l1, double psnr, double ssim, float[] look, float[] trueLook) {}
}
