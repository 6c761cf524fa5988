package io.talkinghead.lab.evaluation;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * What one method reached with one number of photos: means over frames.
 *
 * @param shots photos of a person
 * @param mode who moved the persons
 * @param method what made the pictures
 * @param group which frames: those of a group of persons, see {@link EvaluationGroups}, or those whose head is turned away from the
 *     photo that guides them by more than 15, 25 or 35 degrees of yaw, named {@code turned 15+} and so on; empty for all
 * @param measures how good the pictures are
 * @param counts what the measures are means of
 * @param times how long it took
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record EvaluationRow(
        int shots,
        EvaluationMode mode,
        EvaluationMethod method,
        Optional<String> group,
        Measures measures,
        Counts counts,
        Times times) {

    /** Returns a mean, empty where it is one of nothing: 0 / 0 is no number. */
    static OptionalDouble measured(double mean) {
        return Double.isNaN(mean) ? OptionalDouble.empty() : OptionalDouble.of(mean);
    }

    /**
     * How good the pictures are. A value that is not measured in a mode, or cannot be for want of frames, is empty.
     *
     * @param l1 mean absolute difference to the true frame, 0-255
     * @param psnr in decibels, see {@link ImageMetrics#psnr}
     * @param ssim see {@link ImageMetrics#ssim}
     * @param csim see {@link IdentitySimilarity}: to the true frame, or in {@link EvaluationMode#CROSS} to the mean of the photos
     * @param landmarkError see {@link LandmarkError}: of the landmarks found again in the picture, to those asked for
     * @param frechet see {@link FrechetDistance}: between all pictures and all true frames, 16 or more
     * @param perceptual how different a picture looks from the true frame, place by place: made after LPIPS, but not it. Both are cut into
     *     3 x 3 tiles, whose features ({@link io.talkinghead.spi.FeatureNet#INCEPTION}) are scaled to length 1; the mean over the tiles of
     *     their squared distance, 0 for equal pictures
     * @param sharpness see {@link ImageMetrics#sharpness}
     * @param eyes how the eyes' opening follows the driver's, see {@link io.talkinghead.face.FaceMeasures}
     * @param mouth how the mouth's opening does; neither is measured over turned frames alone, which are no whole clips
     * @param motion how the face moves
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Measures(
            OptionalDouble l1,
            OptionalDouble psnr,
            OptionalDouble ssim,
            OptionalDouble csim,
            OptionalDouble landmarkError,
            OptionalDouble frechet,
            OptionalDouble perceptual,
            OptionalDouble sharpness,
            Following eyes,
            Following mouth,
            Motion motion) {}

    /**
     * How the face in the picture moves, compared with the face in the true frame, both found again by the same network. Empty where there
     * is no true frame.
     *
     * @param keypointPx AKD, see {@link LandmarkError#pixels}
     * @param expressionPercent AED, see {@link HeadDistance#expressionPercent}
     * @param poseDegrees APD, see {@link HeadDistance#poseDegrees}
     * @param jitter how much the landmarks tremble in frames that follow each other, compared with the driver's: mean length of their
     *     second difference in time divided by the driver's, mean over persons; 1 is as much, 0 a still face. Measured by
     *     {@link Comparison} alone
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Motion(
            OptionalDouble keypointPx,
            OptionalDouble expressionPercent,
            OptionalDouble poseDegrees,
            OptionalDouble jitter) {}

    /**
     * What the measures are means of.
     *
     * @param frames compared
     * @param identities persons
     * @param missed frames in whose picture no face was found again; they do not count for the landmark error
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Counts(int frames, int identities, int missed) {}

    /**
     * How long a method took, in milliseconds; empty where nothing was made.
     *
     * @param personMillis to make a person from the photos, mean
     * @param frameMillis to make a picture, mean
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Times(OptionalDouble personMillis, OptionalDouble frameMillis) {}
}
