package io.talkinghead.djl.loss;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Longs;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.program.GraphProgram;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.graph.feature.FeatureNetFile;
import io.talkinghead.graph.feature.VggNet;
import io.talkinghead.graph.net.VggGraph;
import io.talkinghead.model.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * A fixed network whose inner values tell how alike two pictures are, with gradients towards the pictures.
 *
 * <p><b>Threading:</b> any number of threads, until it is closed.
 */
public final class FeatureNetwork implements AutoCloseable {
    private static final List<String> DESCRIPTOR_TAPS = List.of("f0", "f1", "f2", "f3", "f4");
    private static final List<String> INCEPTION_TAPS =
            List.of("activation_1", "activation_3", "activation_5", "mixed0", "mixed2");

    private final GraphProgram program;
    private final Map<String, NDArray> weights;
    private final List<String> taps;
    private final NDArray scale;
    private final NDArray shift;

    private FeatureNetwork(
            GraphProgram program, Map<String, NDArray> weights, List<String> taps, NDArray scale, NDArray shift) {
        this.program = program;
        this.weights = weights;
        this.taps = taps;
        this.scale = scale;
        this.shift = shift;
    }

    /** Opens one of the networks that are shipped, with the taps that the content loss looks at. */
    public static FeatureNetwork open(FeatureNetFile file, NDManager parent, DataType type) {
        return open(file, file == FeatureNetFile.DESCRIPTOR ? DESCRIPTOR_TAPS : INCEPTION_TAPS, parent, type);
    }

    /** Opens the face descriptor with its taps and, as the last, the description of the face itself, [N, 128]. */
    static FeatureNetwork describing(NDManager parent, DataType type) {
        FeatureNetFile file = FeatureNetFile.DESCRIPTOR;
        List<String> taps = new ArrayList<>(DESCRIPTOR_TAPS);
        taps.add(file.featureOutput());
        return open(file, taps, parent, type);
    }

    private static FeatureNetwork open(FeatureNetFile file, List<String> taps, NDManager parent, DataType type) {
        return new FeatureNetwork(
                GraphProgram.load(file.read(), parent, type),
                Map.of(),
                taps,
                perChannel(parent, type, channel -> 127.5f * file.scale()),
                perChannel(parent, type, channel -> (127.5f - file.mean(channel)) * file.scale()));
    }

    /**
     * Opens one of the paper's networks.
     *
     * @throws TalkingHeadException {@link ErrorCode#WEIGHTS_INVALID} when the file is not that network's
     */
    public static FeatureNetwork open(VggNet net, Path file, NDManager parent, DataType type) {
        Weights read = net.read(file);
        Map<String, NDArray> weights = new HashMap<>();
        read.tensors()
                .forEach((name, tensor) -> weights.put(
                        name,
                        TorchArrays.of(parent, tensor.toFloats(), new Shape(Longs.toArray(tensor.shape())), type)));
        return new FeatureNetwork(
                GraphProgram.load(net.graph().model(), parent, type),
                weights,
                VggGraph.TAPS,
                perChannel(parent, type, channel -> 127.5f),
                perChannel(parent, type, channel -> 127.5f - net.mean(channel)));
    }

    /** From [-1, 1] to 0-255, and on to what a network takes. */
    private static NDArray perChannel(NDManager parent, DataType type, IntToDoubleFunction value) {
        float[] values = new float[3];
        for (int channel = 0; channel < 3; channel++) {
            values[channel] = (float) value.applyAsDouble(channel);
        }
        return TorchArrays.of(parent, values, new Shape(1, 3, 1, 1), type);
    }

    /**
     * Returns the values at the taps.
     *
     * @param pictures [N, 3, H, W] in [-1, 1], of a size the network takes
     */
    public List<NDArray> features(NDArray pictures) {
        Map<String, NDArray> given = new HashMap<>(weights);
        given.put(FeatureNetFile.INPUT, pictures.mul(scale).add(shift));
        Map<String, NDArray> values = program.run(given, ImmutableSet.copyOf(taps));
        List<NDArray> features = new ArrayList<>();
        taps.forEach(tap -> features.add(requireNonNull(values.get(tap))));
        return features;
    }

    @Override
    public void close() {
        program.close();
        weights.values().forEach(NDArray::close);
        scale.close();
        shift.close();
    }
}
