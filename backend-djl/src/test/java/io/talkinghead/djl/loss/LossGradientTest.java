package io.talkinghead.djl.loss;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.talkinghead.conditioning.PreparedPhoto;
import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.djl.TorchTest;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.net.Generated;
import io.talkinghead.djl.net.Parameters;
import io.talkinghead.djl.sample.Batch;
import io.talkinghead.djl.sample.Sample;
import io.talkinghead.djl.sample.Shot;
import io.talkinghead.face.Landmarks;
import io.talkinghead.graph.feature.FeatureNetFile;
import io.talkinghead.graph.feature.VggNet;
import io.talkinghead.testkit.DrawnFaces;
import io.talkinghead.tuning.ContentNetworks;
import java.nio.DoubleBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The gradients of the losses that look at pictures, in double precision, against finite differences: along random directions,
 * since the derivative by a single value of a picture is as small as rounding.
 */
class LossGradientTest extends TorchTest {
    /** So small that hardly a ReLU or a maximum changes over within it. */
    private static final double STEP = 1e-7;

    /** One in the middle, and one whose crop reaches beyond the picture. */
    private static final List<Landmarks> FACES =
            List.of(DrawnFaces.landmarks(32, 34, 20), DrawnFaces.landmarks(12, 50, 16));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(FeatureNetFile.class)
    void content_shippedNetwork_hasItsTrueGradient(FeatureNetFile file) {
        int facePx = file == FeatureNetFile.DESCRIPTOR ? file.resolution() : 0;
        assertContentGradient(FeatureNetwork.open(file, manager, DataType.FLOAT64), facePx, 64);
    }

    @ParameterizedTest
    @EnumSource(VggNet.class)
    void content_papersNetwork_hasItsTrueGradient(VggNet net) {
        Path file = folder.resolve("vgg.safetensors");
        VggWeights.write(net, file);
        assertContentGradient(FeatureNetwork.open(net, file, manager, DataType.FLOAT64), 0, 32);
    }

    @Test
    void content_singlePicture_pullsAtItThroughEveryNetwork() {
        NDArray target = random(2, DataType.FLOAT32, 1, 3, 64, 64).tanh();
        for (FeatureNetFile file : FeatureNetFile.values()) {
            int facePx = file == FeatureNetFile.DESCRIPTOR ? file.resolution() : 0;
            FeatureNetwork network = FeatureNetwork.open(file, manager, DataType.FLOAT32);
            try (ContentLoss loss = new ContentLoss(List.of(new ContentLoss.Term(network, 1, facePx)));
                    Parameters parameters = new Parameters(manager, DataType.FLOAT32)) {
                parameters.put("made", List.of(1, 3, 64, 64), new float[3 * 64 * 64]);
                Gradients.on(() -> {
                    Gradients.backward(loss.between(parameters.get("made"), target, FACES.subList(0, 1)));
                    return target;
                });
                assertThat(requireNonNull(parameters.gradient("made"))
                                .abs()
                                .max()
                                .getFloat())
                        .as(file.name())
                        .isPositive();
            }
        }
    }

    private void assertContentGradient(FeatureNetwork network, int facePx, int side) {
        NDArray target = picture(2, side);
        try (ContentLoss loss = new ContentLoss(List.of(new ContentLoss.Term(network, 0.5, facePx)))) {
            assertGradient(side, made -> loss.between(made, target, FACES));
        }
    }

    @Test
    void turnedLoss_hasItsTrueGradientThroughEveryTerm() {
        NDArray target = picture(2, 64);
        NDArray regions = random(3, DataType.FLOAT64, 2, 1, 64, 64).abs().add(1);
        List<Sample> samples = FACES.stream().map(LossGradientTest::sample).toList();
        Batch batch = new Batch(samples, target, target, target, regions);
        try (TurnedLoss loss = TurnedLoss.open(ContentNetworks.shipped(), manager, DataType.FLOAT64)) {
            // Two networks on two pictures each, and pixels: some of so many absolute values turn over within the step.
            assertGradient(64, 3e-4, made -> {
                NDArray change = made.sub(target);
                NDArray cells = change.get(":, 0:2, ::4, ::4");
                return loss.of(
                        new Generated.Turned(
                                made,
                                made.mul(made),
                                change,
                                new Generated.Motion(
                                        cells,
                                        cells,
                                        cells,
                                        cells.getNDArrayInternal().sigmoid())),
                        batch);
            });
        }
    }

    private static Sample sample(Landmarks face) {
        Shot shot = Shot.of(new PreparedPhoto(face, new float[3 * 64 * 64], PosedFace.of(face, 64)));
        return new Sample(shot, shot);
    }

    private NDArray picture(long seed, int side) {
        return random(seed, DataType.FLOAT64, 2, 3, side, side).tanh();
    }

    private void assertGradient(int side, UnaryOperator<NDArray> loss) {
        assertGradient(side, 1e-5, loss);
    }

    private void assertGradient(int side, double tolerance, UnaryOperator<NDArray> loss) {
        try (Parameters parameters = new Parameters(manager, DataType.FLOAT64)) {
            float[] start = picture(1, side).toType(DataType.FLOAT32, true).toFloatArray();
            parameters.put("made", List.of(2, 3, side, side), start);
            NDArray made = parameters.get("made");
            double[] original = made.toDoubleArray();
            parameters.zeroGradients();
            Gradients.on(() -> {
                Gradients.backward(loss.apply(made));
                return made;
            });
            double[] gradient =
                    requireNonNull(parameters.gradient("made")).flatten().toDoubleArray();
            for (int seed = 0; seed < 2; seed++) {
                double[] direction =
                        new Random(seed).doubles(original.length, -1, 1).toArray();
                double expected = 0;
                for (int i = 0; i < gradient.length; i++) {
                    expected += gradient[i] * direction[i];
                }
                double ahead = at(made, original, direction, STEP, loss);
                double behind = at(made, original, direction, -STEP, loss);
                assertThat(Math.abs(expected)).isGreaterThan(1e-4);
                assertThat((ahead - behind) / (2 * STEP)).isCloseTo(expected, within(tolerance * Math.abs(expected)));
            }
        }
    }

    private static double at(
            NDArray made, double[] original, double[] direction, double step, UnaryOperator<NDArray> loss) {
        double[] moved = new double[original.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = original[i] + step * direction[i];
        }
        return Gradients.off(() -> {
            made.set(DoubleBuffer.wrap(moved));
            return loss.apply(made).getDouble();
        });
    }
}
