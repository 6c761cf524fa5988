package io.talkinghead.lab.evaluation;

import java.util.Locale;

/** What is measured of one picture. */
enum FrameMeasure {
    /** See {@link ImageMetrics#l1}; only where there is a true frame, as the next two. */
    L1,
    /** See {@link ImageMetrics#psnr}. */
    PSNR,
    /** See {@link ImageMetrics#ssim}. */
    SSIM,
    /** See {@link IdentitySimilarity}. */
    CSIM,
    /** See {@link LandmarkError}; only where a face is found again. */
    LANDMARK_ERROR;

    /** Returns its name in files of results. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
