package io.talkinghead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Floats;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.LidVersion;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.Safetensors;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Upsampling;
import io.talkinghead.model.WarpVersion;
import io.talkinghead.model.Weights;
import io.talkinghead.model.Width;
import io.talkinghead.spi.FeatureNet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apiguardian.api.API;

/** The reference vectors of {@code golden/}, made by an independent implementation. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Golden {
    private Golden() {}

    /** Reads {@code golden/NAME}. */
    public static byte[] bytes(String name) {
        try (InputStream in = Golden.class.getClassLoader().getResourceAsStream("golden/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the tensors of {@code golden/NAME}. */
    public static Weights tensors(String name) {
        return Safetensors.read(ByteBuffer.wrap(bytes(name)), name);
    }

    /** The tiny networks: base 8, max 32, 64 px, landmarks only. */
    public static ModelSpec tiny(Upsampling upsampling) {
        return ModelSpec.paper().withChannels(8, 32).withResolution(64).withUpsampling(upsampling);
    }

    /** The tiny model with its reference weights. */
    public static ModelBundle tinyModel(Upsampling upsampling) {
        return tinyModel(upsampling, tiny(upsampling).resolution());
    }

    /** The tiny model on larger pictures than its weights were made for. */
    public static ModelBundle tinyModel(Upsampling upsampling, int resolution) {
        Weights weights = tensors("tiny-" + upsampling.id() + "/weights.safetensors");
        ModelSpec spec = tiny(upsampling).withResolution(resolution);
        return ModelBundle.of("tiny-" + upsampling.id(), spec, weights, Map.of(), "# tiny\n");
    }

    /** The tiny networks of heads that turn, with their reference weights: 64 px, base 8 to 32, embedder 8 to 64. */
    public static ModelBundle turnedModel() {
        Conditioning conditioning = new Conditioning.Turned(WarpVersion.TURN_V1, LidVersion.V1, List.of(8, 16, 24));
        ModelSpec spec =
                tiny(Upsampling.BLOCK_START).withConditioning(conditioning).withEmbedder(new Width(8, 64));
        return ModelBundle.of("tiny-turned", spec, tensors("guided-v3/weights.safetensors"), Map.of(), "# tiny\n");
    }

    /** Returns the landmarks of a real face that looks at the viewer, with depth, in pixels of a crop of {@code side}. */
    public static Landmarks face(int side) {
        Tensor points = tensors("guided-v3/geometry.safetensors").tensor("geometry.near.photo.landmarks");
        return deepLandmarks(points).transformed(side / 256.0, 0, 0);
    }

    /** Returns what the networks of {@link #turnedModel} are given for a picture, one map behind the other. */
    public static float[] turnedInput(Weights vectors) {
        return Floats.concat(
                vectors.tensor("net.landmarks").toFloats(),
                vectors.tensor("net.surround").toFloats(),
                vectors.tensor("net.head").toFloats(),
                vectors.tensor("net.mesh").toFloats());
    }

    /** Returns reference values of a feature network on {@link #featurePicture}: its features, or every 61st of an output. */
    public static float[] features(FeatureNet net, String output) {
        String prefix = net == FeatureNet.INCEPTION ? "inception." : "descriptor.";
        return tensors("features/nets.safetensors").tensor(prefix + output).toFloats();
    }

    /** Returns the picture {@code golden/features} was made with, as large as the network's input. */
    public static Frame featurePicture(FeatureNet net) {
        int size = net == FeatureNet.INCEPTION ? 128 : 150;
        byte[] rgb = new byte[3 * size * size];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % size;
            int y = i / 3 / size;
            rgb[i] = (byte) ((3 * x * x + 5 * y * y + 7 * (i % 3 + 1) * x * y) >> 5);
        }
        return Frame.of(size, size, rgb);
    }

    /** Returns the largest absolute value. */
    public static float range(float[] values) {
        float range = 0;
        for (float value : values) {
            range = Math.max(range, Math.abs(value));
        }
        return range;
    }

    /** Landmarks given as 68 x 2 pixel indices, as continuous pixels. */
    public static Landmarks landmarks(Tensor indices) {
        float[] values = indices.toFloats();
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            x[i] = values[2 * i] + 0.5f;
            y[i] = values[2 * i + 1] + 0.5f;
        }
        return Landmarks.of(x, y);
    }

    /** Landmarks given as 68 x 3 continuous pixels. */
    public static Landmarks deepLandmarks(Tensor points) {
        float[] values = points.toFloats();
        float[][] axes = new float[3][Landmarks.COUNT];
        for (int i = 0; i < values.length; i++) {
            axes[i % 3][i / 3] = values[i];
        }
        return Landmarks.of(axes[0], axes[1], axes[2]);
    }

    /** Returns part {@code index} of a tensor's outermost side. */
    public static float[] part(Tensor tensor, int index) {
        float[] all = tensor.toFloats();
        int length = all.length / tensor.shape().get(0);
        return Arrays.copyOfRange(all, index * length, (index + 1) * length);
    }

    /** Asserts that every value is within {@code tolerance}. */
    public static void assertClose(float[] found, float[] expected, double tolerance) {
        assertThat(found).hasSameSizeAs(expected);
        double worst = 0;
        for (int i = 0; i < found.length; i++) {
            double difference = Math.abs((double) found[i] - expected[i]);
            worst = difference <= worst ? worst : difference;
        }
        assertThat(worst).as("largest difference").isLessThanOrEqualTo(tolerance);
    }

    /** Returns weights without some. */
    public static Weights without(Weights weights, String prefix) {
        Map<String, Tensor> kept = new LinkedHashMap<>(weights.tensors());
        kept.keySet().removeIf(name -> name.startsWith(prefix));
        return new Weights(kept);
    }
}
