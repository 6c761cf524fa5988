package io.talkinghead.lab.evaluation;

import static io.talkinghead.lab.evaluation.EvaluationRow.measured;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Sums what one method reaches. */
final class MethodMeans {
    private double l1;
    private double psnr;
    private double ssim;
    private double csim;
    private double landmarkError;
    private int frames;
    private int missed;
    private int identities;
    private double personMillis;
    private double frameMillis;
    private final Following.Sum eyes = new Following.Sum();
    private final Following.Sum mouth = new Following.Sum();
    private final List<float[]> features = new ArrayList<>();
    private final List<float[]> trueFeatures = new ArrayList<>();

    void person(double millis) {
        identities++;
        personMillis += millis;
    }

    void frame(double millis, double identitySimilarity, OptionalDouble error) {
        frames++;
        frameMillis += millis;
        csim += identitySimilarity;
        if (error.isPresent()) {
            landmarkError += error.getAsDouble();
        } else {
            missed++;
        }
    }

    void truth(double newL1, double newPsnr, double newSsim, float[] feature, float[] trueFeature) {
        l1 += newL1;
        psnr += newPsnr;
        ssim += newSsim;
        features.add(feature);
        trueFeatures.add(trueFeature);
    }

    void clip(ClipMotion motion) {
        motion.eyes().ifPresent(eyes::add);
        motion.mouth().ifPresent(mouth::add);
    }

    EvaluationRow row(int shots, EvaluationMode mode, EvaluationMethod method, Optional<String> group) {
        return new EvaluationRow(
                shots,
                mode,
                method,
                group,
                measures(mode == EvaluationMode.SELF),
                new EvaluationRow.Counts(frames, identities, missed),
                new EvaluationRow.Times(measured(personMillis / identities), measured(frameMillis / frames)));
    }

    /** Only where a person moves itself is there a true frame. */
    private EvaluationRow.Measures measures(boolean self) {
        return new EvaluationRow.Measures(
                self ? measured(l1 / frames) : OptionalDouble.empty(),
                self ? measured(psnr / frames) : OptionalDouble.empty(),
                self ? measured(ssim / frames) : OptionalDouble.empty(),
                measured(csim / frames),
                measured(landmarkError / (frames - missed)),
                features.size() < 2
                        ? OptionalDouble.empty()
                        : measured(FrechetDistance.between(features, trueFeatures)),
                eyes.mean(),
                mouth.mean());
    }
}
