package io.talkinghead.graph.feature;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.graph.net.VggGraph;
import io.talkinghead.graph.network.NetworkGraph;
import io.talkinghead.model.Safetensors;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The networks of the paper's content loss (section 3.3), whose weights cannot be shipped: they come from files of the user's.
 *
 * <p>Both were trained in Caffe, on BGR pictures of 0 to 255 minus a mean colour. The graph takes RGB, as everything here: the
 * first convolution's input channels are turned round when the weights are read, which is exact.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum VggNet {
    /** VGG19, trained on ImageNet. */
    VGG19("VGG19", ImmutableIntArray.of(2, 2, 4, 4, 4), ImmutableDoubleArray.of(123.68, 116.779, 103.939)),
    /** VGGFace: VGG16, trained on faces (Parkhi et al., "Deep Face Recognition", BMVC 2015). */
    VGG_FACE(
            "VGGFace (VGG16)",
            ImmutableIntArray.of(2, 2, 3, 3, 3),
            ImmutableDoubleArray.of(129.1863, 104.7624, 93.594));

    private static final ImmutableIntArray WIDTHS = ImmutableIntArray.of(64, 128, 256, 512, 512);
    private static final String FIRST = "conv1_1.weight";

    private final String title;
    private final ImmutableIntArray convolutions;
    private final ImmutableDoubleArray means;

    VggNet(String title, ImmutableIntArray convolutions, ImmutableDoubleArray means) {
        this.title = title;
        this.convolutions = convolutions;
        this.means = means;
    }

    /** Returns the mean of a channel, to be subtracted from a sample of 0 to 255; channel 0 is red, 1 green, 2 blue. */
    public float mean(int channel) {
        return (float) means.get(channel);
    }

    /** Returns the network up to the last layer that is looked at. */
    public NetworkGraph graph() {
        return VggGraph.of(layout());
    }

    /** Returns the shapes of the weights that {@link #graph} takes, by name. */
    public Map<String, List<Integer>> layout() {
        ImmutableMap.Builder<String, List<Integer>> layout = ImmutableMap.builder();
        int from = 3;
        for (int stage = 0; stage < WIDTHS.length(); stage++) {
            int width = WIDTHS.get(stage);
            // Of the last stage only the first layer is looked at.
            int count = stage == WIDTHS.length() - 1 ? 1 : convolutions.get(stage);
            for (int k = 0; k < count; k++) {
                layout.put(VggNames.name(stage, k) + ".weight", List.of(width, from, 3, 3));
                layout.put(VggNames.name(stage, k) + ".bias", List.of(width));
                from = width;
            }
        }
        return layout.buildOrThrow();
    }

    /**
     * Reads the weights for {@link #graph} from a safetensors file. The tensors may be named as torchvision does
     * ({@code features.0.weight}) or after Caffe ({@code conv1_1.weight}, {@code conv_1_1.weight}), and a prefix before that
     * does not matter; classifiers are passed over.
     *
     * @throws TalkingHeadException {@link ErrorCode#WEIGHTS_INVALID} naming the tensor that is missing, of another network or of
     *     another shape, or saying why the file cannot be read
     */
    public Weights read(Path file) {
        VggNames names = new VggNames(convolutions);
        Map<String, Tensor> found = new LinkedHashMap<>();
        Safetensors.read(file).tensors().forEach((name, tensor) -> {
            Optional<String> known = names.canonical(name);
            if (known.isPresent() && found.put(known.get(), tensor) != null) {
                throw invalid(file, "it has two tensors for " + known.get() + ", one of them " + name);
            }
            if (known.isEmpty() && names.isConvolution(name)) {
                throw invalid(file, "its tensor " + name + " belongs to another network");
            }
        });
        Map<String, Tensor> weights = new LinkedHashMap<>();
        layout().forEach((name, shape) -> {
            Tensor tensor = found.get(name);
            if (tensor == null) {
                throw invalid(
                        file, "it has no tensor " + name + ", which torchvision calls " + names.torchvision(name));
            }
            if (!tensor.shape().equals(shape)) {
                throw invalid(file, "its " + name + " has the shape " + tensor.shape() + ", not " + shape);
            }
            weights.put(name, name.equals(FIRST) ? reversed(tensor) : tensor);
        });
        checkFinite(file, weights);
        return new Weights(weights);
    }

    /** Turns BGR, which the network was trained on, into RGB. */
    private static Tensor reversed(Tensor first) {
        float[] bgr = first.toFloats();
        float[] rgb = new float[bgr.length];
        int area = 9;
        for (int from = 0; from < bgr.length; from += area) {
            int channel = from / area % 3;
            System.arraycopy(bgr, from, rgb, from + (2 - 2 * channel) * area, area);
        }
        return Tensor.of(first.shape(), rgb);
    }

    private void checkFinite(Path file, Map<String, Tensor> weights) {
        weights.forEach((name, tensor) -> {
            for (float value : tensor.toFloats()) {
                if (!Float.isFinite(value)) {
                    throw invalid(file, "its " + name + " holds the value " + value);
                }
            }
        });
    }

    private TalkingHeadException invalid(Path file, String problem) {
        return new TalkingHeadException(
                ErrorCode.WEIGHTS_INVALID,
                file + " is no " + title + ": " + problem + "; expected the convolutions of " + title
                        + " with Caffe's weights, as torchvision or Caffe name them");
    }
}
