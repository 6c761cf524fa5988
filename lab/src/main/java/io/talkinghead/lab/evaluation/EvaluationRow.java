package io.talkinghead.lab.evaluation;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What one method reached with one number of photos: means over all frames of all persons. A value that is not measured in a mode,
 * or cannot be for want of frames, is NaN.
 *
 * @param shots photos of a person
 * @param mode who moved the persons
 * @param method what made the pictures
 * @param group the group of persons, see {@link EvaluationGroups}, or null for all
 * @param l1 mean absolute difference to the true frame, 0-255
 * @param psnr in decibels, see {@link ImageMetrics#psnr}
 * @param ssim see {@link ImageMetrics#ssim}
 * @param csim see {@link IdentitySimilarity}: to the true frame, or in {@link EvaluationMode#CROSS} to the mean of the photos
 * @param landmarkError see {@link LandmarkError}: of the landmarks found again in the picture, to those asked for
 * @param frechet see {@link FrechetDistance}: between all pictures and all true frames
 * @param eyes how the eyes' opening follows the driver's, see {@link io.talkinghead.face.FaceMeasures}
 * @param mouth how the mouth's opening does
 * @param frames compared
 * @param identities persons
 * @param missed frames in whose picture no face was found again; they do not count for the landmark error
 * @param personMillis to make a person from the photos, mean
 * @param frameMillis to make a picture, mean
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record EvaluationRow(
        int shots,
        EvaluationMode mode,
        EvaluationMethod method,
        @Nullable String group,
        double l1,
        double psnr,
        double ssim,
        double csim,
        double landmarkError,
        double frechet,
        Following eyes,
        Following mouth,
        int frames,
        int identities,
        int missed,
        double personMillis,
        double frameMillis) {}
