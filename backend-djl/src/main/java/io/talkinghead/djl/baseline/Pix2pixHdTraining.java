package io.talkinghead.djl.baseline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.loss.ContentLoss;
import io.talkinghead.djl.loss.ContentTerms;
import io.talkinghead.djl.net.Adam;
import io.talkinghead.djl.sample.Batch;
import io.talkinghead.djl.sample.Shot;
import io.talkinghead.djl.train.Episode;
import io.talkinghead.lab.training.TrainingLosses;
import io.talkinghead.model.ContentWeights;
import io.talkinghead.model.Weights;
import io.talkinghead.tuning.ContentNetworks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * pix2pixHD in training, of everybody or of one person: least squares, feature matching and a perceptual loss, for which the shipped
 * feature networks stand in.
 */
final class Pix2pixHdTraining implements BaselineTraining {
    private static final Adam.Rule RULE = new Adam.Rule(2e-4, 0.5, 0.999, 1e-8);
    private static final double FEATURES = 10;
    /** The content loss is an L_CNT; the original's counts VGG19's in another scale, ten times. */
    private static final double CONTENT = 0.5;

    private final Pix2pixHd method;
    private final NDManager manager;
    private final TrainedLayers generator;
    private final TrainedLayers discriminator;
    private final LayerNetwork drawing;
    private final LayerNetwork judging;
    private final LayerNetwork judgingOnly;
    private final ContentLoss content;

    private Pix2pixHdTraining(Pix2pixHd method, Weights weights, NDManager manager) {
        this.method = method;
        this.manager = manager;
        generator = new TrainedLayers(method.generator(), weights, RULE, manager);
        discriminator = new TrainedLayers(method.discriminator(), weights, RULE, manager);
        drawing = new LayerNetwork(method.generator(), generator::array, true);
        judging = new LayerNetwork(method.discriminator(), discriminator::array, true);
        judgingOnly = new LayerNetwork(method.discriminator(), discriminator::constant, true);
        content = ContentTerms.open(ContentNetworks.shipped(), ContentWeights.calibrated(), manager, DataType.FLOAT32);
    }

    static Pix2pixHdTraining open(Pix2pixHd method, BaselineState state, NDManager parent) {
        Pix2pixHdTraining training = new Pix2pixHdTraining(method, state.weights(), parent.newSubManager());
        if (!state.optimisers().isEmpty()) {
            training.generator.restore(state.optimiser(Pix2pixHd.GENERATOR_ADAM));
            training.discriminator.restore(state.optimiser(Pix2pixHd.DISCRIMINATOR_ADAM));
        }
        return training;
    }

    @Override
    public TrainingLosses step(List<Episode> episodes, double done, double rateFactor) {
        List<Shot> shots = new ArrayList<>();
        episodes.forEach(episode -> {
            shots.addAll(episode.photos());
            shots.add(episode.target());
        });
        return learn(shots, rateFactor);
    }

    /** Learns once to draw these pictures. */
    TrainingLosses learn(List<Shot> shots, double rateFactor) {
        NDArray landmarks = stacked(shots, Shot::landmarkPicture);
        NDArray wanted = stacked(shots, Shot::planes);
        NDArray made = Gradients.on(() -> Pix2pixHdNetworks.generate(drawing, landmarks));
        double judged = discriminate(landmarks, wanted, made.stopGradient());
        discriminator.step(rateFactor);
        TrainingLosses losses = Gradients.on(() -> {
            List<List<NDArray>> real = Gradients.off(() -> Pix2pixHdNetworks.judge(judgingOnly, landmarks, wanted));
            List<List<NDArray>> fake = Pix2pixHdNetworks.judge(judgingOnly, landmarks, made);
            NDArray adversarial =
                    LeastSquares.apart(fake, 1).add(TorchArrays.scaled(LeastSquares.features(real, fake), FEATURES));
            NDArray alike = content.between(
                    made, wanted, shots.stream().map(Shot::landmarks).toList());
            Gradients.backward(adversarial.add(TorchArrays.scaled(alike, CONTENT)));
            return new TrainingLosses(alike.getFloat(), adversarial.getFloat(), 0, judged);
        });
        generator.step(rateFactor);
        return losses;
    }

    private double discriminate(NDArray landmarks, NDArray wanted, NDArray made) {
        return Gradients.on(() -> {
            NDArray real = LeastSquares.apart(Pix2pixHdNetworks.judge(judging, landmarks, wanted), 1);
            NDArray fake = LeastSquares.apart(Pix2pixHdNetworks.judge(judging, landmarks, made), 0);
            NDArray loss = TorchArrays.scaled(real.add(fake), 0.5);
            Gradients.backward(loss);
            return (double) loss.getFloat();
        });
    }

    private NDArray stacked(List<Shot> shots, Function<Shot, float[]> planes) {
        return Batch.stack(manager, shots.stream().map(planes).toList(), 3, method.resolution());
    }

    /** Draws one landmark picture, 3 x R x R. */
    float[] draw(float[] landmarkPicture) {
        return Gradients.off(() -> Pix2pixHdNetworks.generate(
                        drawing, Batch.stack(manager, List.of(landmarkPicture), 3, method.resolution()))
                .toFloatArray());
    }

    @Override
    public BaselineState state() {
        return new BaselineState(
                generator.weights().with(discriminator.weights()),
                Map.of(
                        Pix2pixHd.GENERATOR_ADAM, generator.optimiser(),
                        Pix2pixHd.DISCRIMINATOR_ADAM, discriminator.optimiser()));
    }

    @Override
    public void close() {
        content.close();
        generator.close();
        discriminator.close();
        manager.close();
    }
}
