package io.talkinghead.lab.evaluation;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import java.util.Optional;
import java.util.OptionalDouble;

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
        OptionalDouble error = found.isPresent()
                ? OptionalDouble.of(LandmarkError.percent(found.get(), wanted))
                : OptionalDouble.empty();
        float[] descriptor = measures.descriptor(picture, found.orElse(wanted));
        double alike = similarity.between(descriptor, target.descriptor());
        Frame truth = target.truth();
        float[] look = target.look();
        Optional<FrameJudgement.ToTruth> toTruth = truth == null || look == null
                ? Optional.empty()
                : Optional.of(new FrameJudgement.ToTruth(
                        ImageMetrics.l1(picture, truth),
                        ImageMetrics.psnr(picture, truth),
                        ImageMetrics.ssim(picture, truth),
                        measures.look(picture),
                        look));
        return new FrameJudgement(found, alike, error, toTruth);
    }
}
