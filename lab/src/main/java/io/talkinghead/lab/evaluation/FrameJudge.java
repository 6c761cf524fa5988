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
        Optional<Landmarks> found = measures.landmarks(picture, wanted);
        Map<FrameMeasure, Double> values = new EnumMap<>(FrameMeasure.class);
        found.ifPresent(face -> values.put(FrameMeasure.LANDMARK_ERROR, LandmarkError.percent(face, wanted)));
        float[] descriptor = measures.descriptor(picture, found.orElse(wanted));
        values.put(FrameMeasure.CSIM, similarity.between(descriptor, target.descriptor()));
        return new FrameJudgement(values, found, looks(target, picture, values));
    }

    private Optional<FrameJudgement.Looks> looks(TargetFrame target, Frame picture, Map<FrameMeasure, Double> values) {
        Frame truth = target.truth();
        float[] look = target.look();
        if (truth == null || look == null) {
            return Optional.empty();
        }
        values.put(FrameMeasure.L1, ImageMetrics.l1(picture, truth));
        values.put(FrameMeasure.PSNR, ImageMetrics.psnr(picture, truth));
        values.put(FrameMeasure.SSIM, ImageMetrics.ssim(picture, truth));
        return Optional.of(new FrameJudgement.Looks(measures.look(picture), look));
    }
}
