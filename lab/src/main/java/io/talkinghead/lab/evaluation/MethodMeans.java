package io.talkinghead.lab.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

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

    EvaluationRow row(int shots, EvaluationMode mode, EvaluationMethod method, @Nullable String group) {
        boolean self = mode == EvaluationMode.SELF;
        return new EvaluationRow(
                shots,
                mode,
                method,
                group,
                self ? l1 / frames : Double.NaN,
                self ? psnr / frames : Double.NaN,
                self ? ssim / frames : Double.NaN,
                csim / frames,
                // All missed: 0 / 0 is NaN, not measured.
                landmarkError / (frames - missed),
                features.size() < 2 ? Double.NaN : FrechetDistance.between(features, trueFeatures),
                eyes.mean(),
                mouth.mean(),
                frames,
                identities,
                missed,
                personMillis / identities,
                frameMillis / frames);
    }
}
