package io.talkinghead.lab.evaluation;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Compares a picture with what it should be, in the same way whatever made it. */
final class FrameJudge {
    private final PictureMeasures measures;
    private final IdentitySimilarity similarity;

    FrameJudge(PictureMeasures measures, IdentitySimilarity similarity) {
        this.measures = measures;
        this.similarity = similarity;
    }

    /** Judges a picture of the size of the target's. */
    FrameJudgement judge(TargetFrame target, Frame picture) {
        Landmarks wanted = target.wanted();
        Optional<Landmarks> found = found(target.followed(), picture);
        Map<FrameMeasure, Double> values = new EnumMap<>(FrameMeasure.class);
        found.ifPresent(face -> {
            values.put(FrameMeasure.LANDMARK_ERROR, LandmarkError.percent(face, wanted));
            motion(target, face, values);
        });
        float[] descriptor = measures.descriptor(picture, found.orElse(wanted));
        values.put(FrameMeasure.CSIM, similarity.between(descriptor, target.descriptor()));
        return new FrameJudgement(values, found, looks(target, picture, values));
    }

    /** Finds the landmarks again in a picture of the size of the driver's. */
    Optional<Landmarks> found(FollowedFrame followed, Frame picture) {
        return measures.landmarks(picture, followed.wanted());
    }

    private Optional<FrameJudgement.Looks> looks(TargetFrame target, Frame picture, Map<FrameMeasure, Double> values) {
        Frame truth = target.truth();
        Look real = target.look();
        if (truth == null || real == null) {
            return Optional.empty();
        }
        values.put(FrameMeasure.L1, ImageMetrics.l1(picture, truth));
        values.put(FrameMeasure.PSNR, ImageMetrics.psnr(picture, truth));
        values.put(FrameMeasure.SSIM, ImageMetrics.ssim(picture, truth));
        ImageMetrics.sharpness(picture, truth).ifPresent(ratio -> values.put(FrameMeasure.SHARPNESS, ratio));
        Look made = measures.look(picture);
        values.put(FrameMeasure.PERCEPTUAL, Look.distance(made, real));
        return Optional.of(new FrameJudgement.Looks(made.whole(), real.whole()));
    }

    private static void motion(TargetFrame target, Landmarks found, Map<FrameMeasure, Double> values) {
        HeadDistance head = target.head();
        if (head == null || target.driver().isEmpty()) {
            return;
        }
        Landmarks real = target.driver().get();
        int side = target.asked().driver().widthPx();
        values.put(FrameMeasure.KEYPOINT_PX, LandmarkError.pixels(found, real, side));
        values.put(FrameMeasure.EXPRESSION_PERCENT, head.expressionPercent(found, real));
        values.put(FrameMeasure.POSE_DEGREES, head.poseDegrees(found, real));
    }
}
