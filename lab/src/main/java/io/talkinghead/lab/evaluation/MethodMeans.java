package io.talkinghead.lab.evaluation;

import static io.talkinghead.lab.evaluation.EvaluationRow.measured;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Sums what one method reaches. */
final class MethodMeans {
    /** A distance between fewer pictures, each of hundreds of features, says more of the choice of frames than of the method. */
    static final int MIN_FRECHET_FRAMES = 16;

    private double l1;
    private double psnr;
    private double ssim;
    private double csim;
    private double landmarkError;
    private int frames;
    private int missed;
    private final Map<String, Double> personMillis = new LinkedHashMap<>();
    private double frameMillis;
    private final Following.Sum eyes = new Following.Sum();
    private final Following.Sum mouth = new Following.Sum();
    private final List<float[]> features = new ArrayList<>();
    private final List<float[]> trueFeatures = new ArrayList<>();

    /** Counts the person of a frame, once whatever the number of frames. */
    void person(String identity, double millis) {
        personMillis.put(identity, millis);
    }

    void frame(double millis, FrameJudgement judgement) {
        frames++;
        frameMillis += millis;
        csim += judgement.csim();
        if (judgement.landmarkError().isPresent()) {
            landmarkError += judgement.landmarkError().getAsDouble();
        } else {
            missed++;
        }
        judgement.toTruth().ifPresent(this::truth);
    }

    private void truth(FrameJudgement.ToTruth difference) {
        l1 += difference.l1();
        psnr += difference.psnr();
        ssim += difference.ssim();
        features.add(difference.look());
        trueFeatures.add(difference.trueLook());
    }

    void clip(ClipMotion motion) {
        motion.eyes().ifPresent(eyes::add);
        motion.mouth().ifPresent(mouth::add);
    }

    private double meanPersonMillis() {
        double sum = 0;
        for (double millis : personMillis.values()) {
            sum += millis;
        }
        return sum / personMillis.size();
    }

    EvaluationRow row(int shots, EvaluationMode mode, EvaluationMethod method, Optional<String> group) {
        return new EvaluationRow(
                shots,
                mode,
                method,
                group,
                measures(mode == EvaluationMode.SELF),
                new EvaluationRow.Counts(frames, personMillis.size(), missed),
                new EvaluationRow.Times(measured(meanPersonMillis()), measured(frameMillis / frames)));
    }

    /** Only where a person moves itself is there a true frame. */
    private EvaluationRow.Measures measures(boolean self) {
        return new EvaluationRow.Measures(
                self ? measured(l1 / frames) : OptionalDouble.empty(),
                self ? measured(psnr / frames) : OptionalDouble.empty(),
                self ? measured(ssim / frames) : OptionalDouble.empty(),
                measured(csim / frames),
                measured(landmarkError / (frames - missed)),
                features.size() < MIN_FRECHET_FRAMES
                        ? OptionalDouble.empty()
                        : measured(FrechetDistance.between(features, trueFeatures)),
                eyes.mean(),
                mouth.mean());
    }
}
