package io.talkinghead.djl.baseline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import com.google.common.collect.Lists;
import io.talkinghead.djl.baseline.GanimationCritic.Judged;
import io.talkinghead.djl.baseline.GanimationNetworks.Drawn;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.net.Adam;
import io.talkinghead.djl.sample.Batch;
import io.talkinghead.djl.sample.Shot;
import io.talkinghead.djl.train.Episode;
import io.talkinghead.lab.training.TrainingLosses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * GANimation in training. No picture is ever compared with the one it should be: a face is given another person's expression, which a
 * critic must see in it, and its own back, which must give the first picture again.
 */
final class GanimationTraining implements BaselineTraining {
    private static final Adam.Rule RULE = new Adam.Rule(1e-4, 0.5, 0.999, 1e-8);
    private static final double PENALTY = 10;
    private static final double CYCLE = 10;
    /** The paper's 4 000, which its authors divide by the number of pictures, 25. */
    private static final double UNITS = 160;

    private static final double ATTENTION = 0.1;
    private static final double SMOOTHNESS = 1e-4;
    /** So that the root of nothing has a gradient. */
    private static final double LEAST = 1e-12;

    private final Ganimation method;
    private final NDManager manager;
    private final TrainedLayers generator;
    private final TrainedLayers critic;
    private final LayerNetwork drawing;
    private final GanimationCritic judging;
    private final GanimationCritic judgingOnly;

    private GanimationTraining(Ganimation method, BaselineState state, NDManager manager) {
        this.method = method;
        this.manager = manager;
        GanimationTables.Critic tables = method.critic();
        generator = new TrainedLayers(method.generator(), state.weights(), RULE, manager);
        critic = new TrainedLayers(tables.table(), state.weights(), RULE, manager);
        drawing = new LayerNetwork(method.generator(), generator::array, true);
        judging = new GanimationCritic(tables, critic::array);
        judgingOnly = new GanimationCritic(tables, critic::constant);
    }

    static GanimationTraining open(Ganimation method, BaselineState state, NDManager manager) {
        GanimationTraining training = new GanimationTraining(method, state, manager);
        if (!state.optimisers().isEmpty()) {
            training.generator.restore(state.optimiser(Ganimation.GENERATOR_ADAM));
            training.critic.restore(state.optimiser(Ganimation.CRITIC_ADAM));
        }
        return training;
    }

    @Override
    public TrainingLosses step(List<Episode> episodes, double done, double rateFactor) {
        double judged = 0;
        Asked asked = null;
        List<List<Episode>> updates = Lists.partition(episodes, method.batch());
        for (List<Episode> update : updates) {
            asked = asked(update);
            judged += criticise(asked) / updates.size();
            critic.step(rateFactor);
        }
        if (asked == null) {
            throw new IllegalArgumentException("a step needs episodes");
        }
        TrainingLosses losses = draw(asked, judged);
        generator.step(rateFactor);
        return losses;
    }

    /** Each photo is asked for the expression of the next episode's person. */
    private Asked asked(List<Episode> episodes) {
        List<Shot> photos = new ArrayList<>();
        List<Shot> others = new ArrayList<>();
        float[] shares = new float[episodes.size()];
        for (int i = 0; i < episodes.size(); i++) {
            Shot photo = episodes.get(i).photos().get(0);
            Shot other = episodes.get((i + 1) % episodes.size()).target();
            photos.add(photo);
            others.add(other);
            // Drawn by what is shown: a training that goes on from a checkpoint draws the same.
            shares[i] = new Random(31L * photo.landmarks().hashCode()
                            + other.landmarks().hashCode())
                    .nextFloat();
        }
        return new Asked(
                Batch.stack(manager, photos.stream().map(Shot::planes).toList(), 3, method.resolution()),
                units(photos),
                units(others),
                TorchArrays.of(manager, shares, new Shape(shares.length, 1, 1, 1)));
    }

    private NDArray units(List<Shot> shots) {
        float[] units = new float[shots.size() * ActionUnit.COUNT];
        for (int i = 0; i < shots.size(); i++) {
            float[] of = ActionUnit.of(shots.get(i).photo().face());
            System.arraycopy(of, 0, units, i * ActionUnit.COUNT, ActionUnit.COUNT);
        }
        return TorchArrays.of(manager, units, new Shape(shots.size(), ActionUnit.COUNT));
    }

    private double criticise(Asked asked) {
        NDArray made = Gradients.off(() -> GanimationNetworks.generate(drawing, asked.pictures, asked.wanted)
                .pictures());
        NDArray between = Gradients.off(() -> made.add(asked.shares.mul(asked.pictures.sub(made))));
        return Gradients.on(() -> {
            Judged real = judging.judge(asked.pictures);
            NDArray score =
                    judging.judge(made).scores().mean().sub(real.scores().mean());
            NDArray loss = score.add(TorchArrays.scaled(apart(real.units(), asked.own), UNITS))
                    .add(TorchArrays.scaled(penalty(between), PENALTY));
            Gradients.backward(loss);
            return (double) loss.getFloat();
        });
    }

    /** How far the slope of the critic is from 1. */
    private NDArray penalty(NDArray between) {
        NDArray squares = judging.slope(between).square().sum(new int[] {1, 2, 3});
        return squares.add(LEAST).sqrt().sub(1).square().mean();
    }

    private TrainingLosses draw(Asked asked, double judged) {
        return Gradients.on(() -> {
            Drawn there = GanimationNetworks.generate(drawing, asked.pictures, asked.wanted);
            Drawn back = GanimationNetworks.generate(drawing, there.pictures(), asked.own);
            Judged seen = judgingOnly.judge(there.pictures());
            NDArray score = seen.scores().mean().neg();
            NDArray unlike = apart(seen.units(), asked.wanted);
            NDArray cycle = back.pictures().sub(asked.pictures).abs().mean();
            NDArray loss = score.add(TorchArrays.scaled(unlike, UNITS))
                    .add(TorchArrays.scaled(cycle, CYCLE))
                    .add(seenThrough(there.attention()))
                    .add(seenThrough(back.attention()));
            Gradients.backward(loss);
            return new TrainingLosses(cycle.getFloat(), score.getFloat(), unlike.getFloat(), judged);
        });
    }

    private static NDArray apart(NDArray units, NDArray wanted) {
        return units.sub(wanted).square().mean();
    }

    /** Attention may not be everywhere, and not in specks. */
    private static NDArray seenThrough(NDArray attention) {
        double each = SMOOTHNESS / attention.getShape().get(0);
        NDArray rough = steps(attention, 2).add(steps(attention, 3));
        return TorchArrays.scaled(attention.mean(), ATTENTION).add(TorchArrays.scaled(rough, each));
    }

    private static NDArray steps(NDArray x, int axis) {
        long length = x.getShape().get(axis);
        return cut(x, axis, 1, length).sub(cut(x, axis, 0, length - 1)).abs().sum();
    }

    private static NDArray cut(NDArray x, int axis, long from, long to) {
        NDIndex index = new NDIndex();
        for (int i = 0; i < axis; i++) {
            index.addAllDim();
        }
        return x.get(index.addSliceDim(from, to));
    }

    @Override
    public BaselineState state() {
        return new BaselineState(
                generator.weights().with(critic.weights()),
                Map.of(
                        Ganimation.GENERATOR_ADAM, generator.optimiser(),
                        Ganimation.CRITIC_ADAM, critic.optimiser()));
    }

    @Override
    public void close() {
        generator.close();
        critic.close();
    }

    /**
     * An update's pictures.
     *
     * @param pictures [N, 3, R, R]
     * @param own their expressions, [N, 17]
     * @param wanted those they are to have
     * @param shares of the real pictures, where the critic's slope is looked at between them and what is made, [N, 1, 1, 1]
     */
    private record Asked(NDArray pictures, NDArray own, NDArray wanted, NDArray shares) {}
}
