package io.talkinghead.graph.feature;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.graph.network.NetworkResource;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Resampler;
import io.talkinghead.spi.FeatureNet;
import java.nio.FloatBuffer;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * The feature networks as ONNX resources of {@code talkinghead-models}: how to find them, what they take and the shapes of
 * what they give.
 *
 * <p>Their input is {@link #INPUT}, N x 3 x R x R planar RGB. N is free; Inception's height and width are so, too. Their
 * operators are Conv, Relu, Add, MaxPool, AveragePool, Pad, Concat, ReduceMean, MatMul and Identity, and, on constants only,
 * Cast, Mul and Add, which widen weights stored in 8 bits.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum FeatureNetFile {
    /** {@link FeatureNet#FACE_DESCRIPTOR}: the ends of the five stages, and the descriptor. */
    DESCRIPTOR(
            new NetworkResource(
                    "face descriptor network",
                    "META-INF/talkinghead/features/descriptor.onnx",
                    "d333b5b3b2549539451a2ec0802d2f5c7ab23d9399e2c55de740321521ea8868"),
            150,
            ImmutableDoubleArray.of(122.782, 117.001, 104.298),
            ImmutableMap.of(
                    "f0", shape(1, 32, 35, 35),
                    "f1", shape(1, 64, 17, 17),
                    "f2", shape(1, 128, 8, 8),
                    "f3", shape(1, 256, 4, 4),
                    "f4", shape(1, 256, 2, 2),
                    "descriptor", shape(1, 128))),
    /** {@link FeatureNet#INCEPTION}: after the first, third and fifth convolution, and after the blocks 0 and 2. */
    INCEPTION(
            new NetworkResource(
                    "feature network inception",
                    "META-INF/talkinghead/features/inception.onnx",
                    "5bce57beb92e323758d520e943298007f5a9bd571f6563a6b2a2ae5dbe016752"),
            128,
            ImmutableDoubleArray.of(0, 0, 0),
            ImmutableMap.of(
                    "activation_1", shape(1, 32, 63, 63),
                    "activation_3", shape(1, 64, 61, 61),
                    "activation_5", shape(1, 192, 28, 28),
                    "mixed0", shape(1, 256, 13, 13),
                    "mixed2", shape(1, 288, 13, 13)));

    /** The input's name in both. */
    public static final String INPUT = "input";

    private static final float SCALE = 1f / 255;

    @SuppressWarnings("ImmutableEnumChecker") // A record of strings, though nothing says so to the checker.
    private final NetworkResource resource;

    private final int resolution;
    private final ImmutableDoubleArray means;

    @SuppressWarnings("ImmutableEnumChecker") // Shapes as the engines take them; nobody writes to them.
    private final ImmutableMap<String, long[]> outputs;

    FeatureNetFile(
            NetworkResource resource,
            int resolution,
            ImmutableDoubleArray means,
            ImmutableMap<String, long[]> outputs) {
        this.resource = resource;
        this.resolution = resolution;
        this.means = means;
        this.outputs = outputs;
    }

    private static long[] shape(long... sides) {
        return sides;
    }

    /** Returns the file of a network. */
    public static FeatureNetFile of(FeatureNet net) {
        return switch (net) {
            case FACE_DESCRIPTOR -> DESCRIPTOR;
            case INCEPTION -> INCEPTION;
        };
    }

    /** Returns the side of the square input in pixels, R. */
    public int resolution() {
        return resolution;
    }

    /** Returns what is subtracted from a sample of 0 to 255; channel 0 is red, 1 green, 2 blue. */
    public float mean(int channel) {
        return (float) means.get(channel);
    }

    /** Returns the factor that follows: input = (sample - mean) * scale. */
    public float scale() {
        return SCALE;
    }

    /** Returns the outputs' shapes by name, for one picture of R x R pixels. */
    public Map<String, long[]> outputs() {
        return outputs;
    }

    /**
     * Returns the shape of one output.
     *
     * @throws IllegalArgumentException when there is no output of that name
     */
    public long[] outputShape(String name) {
        long[] shape = outputs.get(name);
        checkArgument(shape != null, "no output %s among %s", name, outputs.keySet());
        return shape;
    }

    /** Returns the output that {@link #features} come from. */
    public String featureOutput() {
        return this == DESCRIPTOR ? "descriptor" : "mixed2";
    }

    /** Returns how many features there are. */
    public int length() {
        return Math.toIntExact(outputShape(featureOutput())[1]);
    }

    /** Writes a picture of any size into the input of one picture, at absolute positions. */
    public void write(Frame picture, FloatBuffer input) {
        boolean fits = picture.widthPx() == resolution && picture.heightPx() == resolution;
        byte[] rgb = (fits ? picture : Resampler.resize(picture, resolution, resolution)).rgb();
        int area = resolution * resolution;
        float[] plane = new float[area];
        for (int channel = 0; channel < 3; channel++) {
            for (int i = 0; i < area; i++) {
                plane[i] = ((rgb[3 * i + channel] & 0xFF) - mean(channel)) * SCALE;
            }
            input.put(channel * area, plane);
        }
    }

    /** Returns the features of one picture from {@link #featureOutput()}: each channel's mean over space. */
    public float[] features(FloatBuffer output) {
        float[] features = new float[length()];
        int area = output.capacity() / features.length;
        for (int channel = 0; channel < features.length; channel++) {
            double sum = 0;
            for (int i = 0; i < area; i++) {
                sum += output.get(channel * area + i);
            }
            features[channel] = (float) (sum / area);
        }
        return features;
    }

    /**
     * Reads the ONNX file.
     *
     * @throws TalkingHeadException {@link ErrorCode#MODEL_NOT_FOUND} without the artifact on the class path,
     *     {@link ErrorCode#MODEL_INVALID} when its content is not the one this code was written for
     */
    public byte[] read() {
        return resource.read();
    }
}
