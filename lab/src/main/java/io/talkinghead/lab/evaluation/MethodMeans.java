package io.talkinghead.lab.evaluation;

import static io.talkinghead.lab.evaluation.EvaluationRow.measured;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Sums what one method reaches. */
final class MethodMeans {
    /** A distance between fewer pictures, each of hundreds of features, says more of the choice of frames than of the method. */
    static final int MIN_FRECHET_FRAMES = 16;

    private final Map<FrameMeasure, Mean> means = new EnumMap<>(FrameMeasure.class);
    private final Mean frameMillis = new Mean();
    private final Map<String, Double> personMillis = new LinkedHashMap<>();
    private final Following.Sum eyes = new Following.Sum();
    private final Following.Sum mouth = new Following.Sum();
    private final Mean jitter = new Mean();
    private final List<float[]> features = new ArrayList<>();
    private final List<float[]> trueFeatures = new ArrayList<>();

    /** Counts the person of a frame, once whatever the number of frames. */
    void person(String identity, double millis) {
        personMillis.put(identity, millis);
    }

    void frame(double millis, FrameJudgement judgement) {
        frameMillis.add(millis);
        judgement.values().forEach((measure, value) -> mean(measure).add(value));
        judgement.looks().ifPresent(looks -> {
            features.add(looks.made());
            trueFeatures.add(looks.real());
        });
    }

    void clip(ClipScore score) {
        score.eyes().ifPresent(eyes::add);
        score.mouth().ifPresent(mouth::add);
        score.jitter().ifPresent(jitter::add);
    }

    private Mean mean(FrameMeasure measure) {
        return means.computeIfAbsent(measure, any -> new Mean());
    }

    private OptionalDouble meanPersonMillis() {
        Mean mean = new Mean();
        personMillis.values().forEach(mean::add);
        return mean.value();
    }

    EvaluationRow row(int shots, EvaluationMode mode, EvaluationMethod method, Optional<String> group) {
        int missed = frameMillis.count - mean(FrameMeasure.LANDMARK_ERROR).count;
        return new EvaluationRow(
                shots,
                mode,
                method,
                group,
                measures(),
                new EvaluationRow.Counts(frameMillis.count, personMillis.size(), missed),
                new EvaluationRow.Times(meanPersonMillis(), frameMillis.value()));
    }

    private EvaluationRow.Measures measures() {
        return new EvaluationRow.Measures(
                mean(FrameMeasure.L1).value(),
                mean(FrameMeasure.PSNR).value(),
                mean(FrameMeasure.SSIM).value(),
                mean(FrameMeasure.CSIM).value(),
                mean(FrameMeasure.LANDMARK_ERROR).value(),
                features.size() < MIN_FRECHET_FRAMES
                        ? OptionalDouble.empty()
                        : measured(FrechetDistance.between(features, trueFeatures)),
                mean(FrameMeasure.PERCEPTUAL).value(),
                mean(FrameMeasure.SHARPNESS).value(),
                eyes.mean(),
                mouth.mean(),
                new EvaluationRow.Motion(
                        mean(FrameMeasure.KEYPOINT_PX).value(),
                        mean(FrameMeasure.EXPRESSION_PERCENT).value(),
                        mean(FrameMeasure.POSE_DEGREES).value(),
                        jitter.value()));
    }

    /** A mean in the making. */
    private static final class Mean {
        private double sum;
        private int count;

        void add(double value) {
            sum += value;
            count++;
        }

        OptionalDouble value() {
            return measured(sum / count);
        }
    }
}
