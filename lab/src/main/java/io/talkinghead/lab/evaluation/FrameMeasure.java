package io.talkinghead.lab.evaluation;

import java.util.Locale;

/** What is measured of one picture. */
enum FrameMeasure {
    /** See {@link ImageMetrics#l1}; only where there is a true frame, as the next three. */
    L1,
    /** See {@link ImageMetrics#psnr}. */
    PSNR,
    /** See {@link ImageMetrics#ssim}. */
    SSIM,
    /** See {@link ImageMetrics#sharpness}. */
    SHARPNESS,
    /** See {@link IdentitySimilarity}. */
    CSIM,
    /** See {@link LandmarkError}; only where a face is found again. */
    LANDMARK_ERROR,
    /** See {@link Look#distance}; only where there is a true frame. */
    PERCEPTUAL,
    /** See {@link LandmarkError#pixels}; only where a face is found in the true frame and in the picture, as the next two. */
    KEYPOINT_PX,
    /** See {@link HeadDistance#expressionPercent}. */
    EXPRESSION_PERCENT,
    /** See {@link HeadDistance#poseDegrees}. */
    POSE_DEGREES;

    /** Returns its name in files of results. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
