package io.talkinghead.djl.baseline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.loss.IdentityLoss;
import io.talkinghead.djl.net.Adam;
import io.talkinghead.djl.sample.Batch;
import io.talkinghead.djl.sample.Shot;
import io.talkinghead.djl.train.Episode;
import io.talkinghead.face.Landmarks;
import io.talkinghead.lab.training.TrainingLosses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * X2Face in training: at first by the mean absolute difference between what is made and the driving frame of the same video, then by
 * the identity, too: as the frame has it, and as the source frames have it where another person drives.
 */
final class X2FaceTraining implements BaselineTraining {
    /** The part of a training after which the identity counts. */
    static final double IDENTITY_FROM = 2 / 3.0;

    private static final Adam.Rule RULE = new Adam.Rule(3e-4, 0.9, 0.999, 1e-8);
    /** What a distance of descriptions counts beside the mean absolute difference, in [-1, 1]. */
    private static final double IDENTITY = 0.1;

    private final X2Face method;
    private final NDManager manager;
    private final TrainedLayers layers;
    private final X2FaceNetworks networks;
    private final IdentityLoss identity;

    X2FaceTraining(X2Face method, BaselineState state, NDManager manager) {
        this.method = method;
        this.manager = manager;
        layers = new TrainedLayers(method.table(), state.weights(), RULE, manager);
        state.optimisers().values().forEach(layers::restore);
        networks = new X2FaceNetworks(method.tables(), method.levels(), layers::array, true);
        identity = IdentityLoss.open(manager);
    }

    @Override
    public TrainingLosses step(List<Episode> episodes, double done, double rateFactor) {
        List<Shot> sources = new ArrayList<>();
        episodes.forEach(episode -> sources.addAll(episode.photos()));
        List<Integer> counts =
                episodes.stream().map(episode -> episode.photos().size()).toList();
        List<Shot> targets = episodes.stream().map(Episode::target).toList();
        NDArray wanted = stacked(targets, Shot::planes);
        TrainingLosses losses = Gradients.on(() -> {
            NDArray faces = networks.embedded(stacked(sources, Shot::planes), counts);
            NDArray flows = networks.flows(stacked(targets, method.drivenBy()::driver));
            NDArray made = X2FaceNetworks.moved(faces, flows);
            NDArray pixels = made.sub(wanted).abs().mean();
            if (done < IDENTITY_FROM) {
                Gradients.backward(pixels);
                return new TrainingLosses(pixels.getFloat(), 0, 0, 0);
            }
            NDArray unlike = unlike(made, wanted, targets).add(strange(faces, flows, episodes));
            Gradients.backward(pixels.add(TorchArrays.scaled(unlike, IDENTITY)));
            return new TrainingLosses(pixels.getFloat(), 0, unlike.getFloat(), 0);
        });
        layers.step(rateFactor);
        return losses;
    }

    private NDArray stacked(List<Shot> shots, Function<Shot, float[]> planes) {
        return Batch.stack(manager, shots.stream().map(planes).toList(), 3, method.resolution());
    }

    private NDArray unlike(NDArray made, NDArray wanted, List<Shot> targets) {
        List<Landmarks> where = landmarks(targets);
        NDArray expected = Gradients.off(() -> identity.described(wanted, where));
        return IdentityLoss.distance(identity.described(made, where), expected);
    }

    /** Each is driven by the next one's frame: who is shown must be who is on the source frame. */
    private NDArray strange(NDArray faces, NDArray flows, List<Episode> episodes) {
        List<Shot> sources =
                episodes.stream().map(episode -> episode.photos().get(0)).toList();
        List<Shot> drivers = new ArrayList<>();
        for (int i = 0; i < episodes.size(); i++) {
            drivers.add(episodes.get((i + 1) % episodes.size()).target());
        }
        NDArray expected = Gradients.off(() -> identity.described(stacked(sources, Shot::planes), landmarks(sources)));
        NDArray made = X2FaceNetworks.moved(faces, next(flows));
        return IdentityLoss.distance(identity.described(made, landmarks(drivers)), expected);
    }

    private static NDArray next(NDArray flows) {
        long count = flows.getShape().get(0);
        if (count == 1) {
            return flows;
        }
        NDArray others = flows.get(new NDIndex().addSliceDim(1, count));
        return NDArrays.concat(new NDList(others, flows.get(new NDIndex().addSliceDim(0, 1))), 0);
    }

    private static List<Landmarks> landmarks(List<Shot> shots) {
        return shots.stream().map(Shot::landmarks).toList();
    }

    @Override
    public BaselineState state() {
        return new BaselineState(layers.weights(), Map.of(X2Face.ADAM, layers.optimiser()));
    }

    @Override
    public void close() {
        identity.close();
        layers.close();
    }
}
