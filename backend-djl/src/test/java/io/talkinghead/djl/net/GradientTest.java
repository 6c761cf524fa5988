package io.talkinghead.djl.net;

import static io.talkinghead.djl.FiniteDifferences.assertGradient;
import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.talkinghead.djl.TorchTest;
import io.talkinghead.djl.loss.FeatureMatching;
import io.talkinghead.djl.loss.HingeLoss;
import io.talkinghead.djl.loss.MatchingLoss;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.Weights;
import io.talkinghead.testkit.Golden;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The engine's gradients against finite differences, in double precision. */
class GradientTest extends TorchTest {
    private static final ModelSpec SPEC = ModelSpec.compact(Conditioning.landmarks())
            .withChannels(8, 8)
            .withResolution(64)
            .withBottleneckBlocks(1);

    @Test
    void generator_adaInAndAttention_haveTheirTrueGradients() {
        try (HeadNetworks networks = new HeadNetworks(SPEC, manager, DataType.FLOAT64);
                Parameters parameters = new Parameters(manager, DataType.FLOAT64)) {
            FreshWeights.add(parameters, SPEC, 3);
            parameters.put("psi", List.of(1, SPEC.adaptiveParameters()), psi());
            parameters.put("generator.up_attention.gamma", List.of(1), new float[] {0.7f});
            parameters.put("generator.down_attention.gamma", List.of(1), new float[] {-0.4f});
            NDArray input = random(1, DataType.FLOAT64, 2, 3, 64, 64);
            NDArray target = random(2, DataType.FLOAT64, 2, 3, 64, 64);
            Supplier<NDArray> loss = () -> {
                Generated made = networks.generate(input, null, parameters.get("psi"), all(parameters));
                return made.image().sub(target).square().mean();
            };
            assertGradient(parameters, "psi", loss, 0, 5, 17, 40);
            assertGradient(parameters, "generator.up_attention.gamma", loss, 0);
            assertGradient(parameters, "generator.up_attention.query.weight", loss, 3);
            assertGradient(parameters, "generator.down.1.norm1.weight", loss, 2);
            assertGradient(parameters, "generator.bottleneck.0.conv1.weight", loss, 11, 100);
            assertGradient(parameters, "generator.down.0.skip.weight", loss, 1);
        }
    }

    @Test
    void turnedHead_haveItsTrueGradientsThroughFlowAndLentFeatures() {
        ModelSpec spec = Golden.turnedModel().spec().withBottleneckBlocks(1).withChannels(8, 8);
        try (HeadNetworks networks = new HeadNetworks(spec, manager, DataType.FLOAT64);
                Parameters parameters = new Parameters(manager, DataType.FLOAT64)) {
            FreshWeights.add(parameters, spec, 3);
            // What begins with zeros would let no gradient through.
            parameters.put(
                    "motion.head.weight",
                    List.of(7, 32, 3, 3),
                    scaled(0.05f, random(20, DataType.FLOAT32, 7 * 32 * 9)));
            parameters.put(
                    "generator.out2.weight",
                    List.of(3, 8, 3, 3),
                    scaled(0.1f, random(21, DataType.FLOAT32, 3 * 8 * 9)));
            Weights vectors = Golden.tensors("guided-v3/networks.safetensors");
            float[] values = Golden.turnedInput(vectors);
            NDArray input = manager.create(values, new Shape(1, values.length)).toType(DataType.FLOAT64, false);
            NDArray landmarks = array(vectors.tensor("net.photo_landmarks")).toType(DataType.FLOAT64, false);
            NDArray photo = array(vectors.tensor("net.photo")).toType(DataType.FLOAT64, false);
            NDArray target = random(2, DataType.FLOAT64, 1, 3, 64, 64);
            Supplier<NDArray> loss = () -> {
                EmbeddedPhotos seen = networks.embed(landmarks, photo, all(parameters));
                NDArray psi = networks.project(seen.embeddings(), all(parameters));
                return networks.generate(input, seen.guides(), psi, all(parameters))
                        .image()
                        .sub(target)
                        .square()
                        .mean();
            };
            assertGradient(parameters, "motion.head.bias", loss, 0, 4, 6);
            assertGradient(parameters, "motion.a1.weight", loss, 7);
            assertGradient(parameters, "embedder.lend.0.weight", loss, 3);
            assertGradient(parameters, "embedder.lend.2.bias", loss, 1);
            assertGradient(parameters, "embedder.down.0.conv1.weight", loss, 5);
            assertGradient(parameters, "generator.merge.1.weight", loss, 2);
            assertGradient(parameters, "generator.out1.weight", loss, 4);
            assertGradient(parameters, "generator.projection.weight", loss, 9);
        }
    }

    private static float[] scaled(float factor, NDArray values) {
        float[] scaled = values.toFloatArray();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }

    @Test
    void spectralNorm_haveItsTrueGradient() {
        try (Parameters parameters = new Parameters(manager, DataType.FLOAT64)) {
            float[] values = random(4, DataType.FLOAT32, 5 * 3 * 9).toFloatArray();
            parameters.put("a.weight", List.of(5, 3, 3, 3), values);
            NDArray slopes = random(5, DataType.FLOAT64, 5, 3, 3, 3);
            SpectralNorm norm = SpectralNorm.continuing(parameters, name -> true, 6);
            // Until nothing moves any more: with u and v exactly singular vectors, holding them constant is exact.
            for (int i = 0; i < 3000; i++) {
                norm.trained(parameters);
            }
            Supplier<NDArray> loss =
                    () -> requireNonNull(norm.trained(parameters).get("a.weight"))
                            .mul(slopes)
                            .sum();
            assertGradient(parameters, "a.weight", loss, 0, 50, 134);
        }
    }

    @Test
    void losses_haveTheirTrueGradients() {
        try (Parameters parameters = new Parameters(manager, DataType.FLOAT64)) {
            parameters.put("x", List.of(4, 3), random(7, DataType.FLOAT32, 12).toFloatArray());
            NDArray other = random(8, DataType.FLOAT64, 4, 3);
            NDArray x = parameters.get("x");
            NDArray mean = manager.eye(4).toType(DataType.FLOAT64, false);
            assertGradient(parameters, "x", () -> HingeLoss.ofDiscriminator(x, x.mul(other)), 0, 5);
            assertGradient(parameters, "x", () -> HingeLoss.ofGenerator(x.mul(other)), 1, 7);
            assertGradient(parameters, "x", () -> MatchingLoss.between(x, other, mean), 2, 9);
            assertGradient(
                    parameters,
                    "x",
                    () -> FeatureMatching.between(List.of(other, other), List.of(x, x.square())),
                    3,
                    11);
        }
    }

    @Test
    void embedderAndDiscriminator_haveTheirTrueGradients() {
        try (HeadNetworks networks = new HeadNetworks(SPEC, manager, DataType.FLOAT64);
                Parameters parameters = new Parameters(manager, DataType.FLOAT64)) {
            FreshWeights.add(parameters, SPEC, 9);
            NDArray landmarks = random(10, DataType.FLOAT64, 2, 3, 64, 64);
            NDArray photos = random(11, DataType.FLOAT64, 2, 3, 64, 64);
            Supplier<NDArray> loss = () -> {
                NDArray embedding =
                        networks.embed(landmarks, photos, all(parameters)).embeddings();
                return networks.discriminate(landmarks, photos, embedding, all(parameters))
                        .score()
                        .mean();
            };
            assertGradient(parameters, "embedder.down.3.conv2.weight", loss, 4);
            assertGradient(parameters, "discriminator.trunk.last.conv1.weight", loss, 20);
            assertGradient(parameters, "discriminator.w0", loss, 3);
        }
    }

    private float[] psi() {
        float[] psi = random(12, DataType.FLOAT32, SPEC.adaptiveParameters()).toFloatArray();
        for (int i = 0; i < psi.length; i++) {
            psi[i] = 0.5f + 0.3f * psi[i];
        }
        return psi;
    }

    private static Map<String, NDArray> all(Parameters parameters) {
        Map<String, NDArray> all = new LinkedHashMap<>();
        parameters.names().forEach(name -> all.put(name, parameters.get(name)));
        return all;
    }
}
