package io.talkinghead.djl.loss;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableSet;
import io.talkinghead.djl.engine.TorchArrays;
import io.talkinghead.djl.program.GraphProgram;
import io.talkinghead.graph.feature.FeatureNetFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    private final List<String> taps;
    private final NDArray scale;
    private final NDArray shift;

    private FeatureNetwork(GraphProgram program, List<String> taps, NDArray scale, NDArray shift) {
        this.program = program;
        this.taps = taps;
        this.scale = scale;
        this.shift = shift;
    }

    /** Opens one of the networks that are shipped, with the taps that the content loss looks at. */
    public static FeatureNetwork open(FeatureNetFile file, NDManager parent, DataType type) {
        float[] scales = new float[3];
        float[] shifts = new float[3];
        for (int channel = 0; channel < 3; channel++) {
            // From [-1, 1] to 0-255, and on to what the network takes.
            scales[channel] = 127.5f * file.scale();
            shifts[channel] = (127.5f - file.mean(channel)) * file.scale();
        }
        Shape shape = new Shape(1, 3, 1, 1);
        return new FeatureNetwork(
                GraphProgram.load(file.read(), parent, type),
                file == FeatureNetFile.DESCRIPTOR ? DESCRIPTOR_TAPS : INCEPTION_TAPS,
                TorchArrays.of(parent, scales, shape, type),
                TorchArrays.of(parent, shifts, shape, type));
    }

    /**
     * Returns the values at the taps.
     *
     * @param pictures [N, 3, H, W] in [-1, 1], of a size the network takes
     */
    public List<NDArray> features(NDArray pictures) {
        Map<String, NDArray> values =
                program.run(Map.of(FeatureNetFile.INPUT, pictures.mul(scale).add(shift)), ImmutableSet.copyOf(taps));
        List<NDArray> features = new ArrayList<>();
        taps.forEach(tap -> features.add(requireNonNull(values.get(tap))));
        return features;
    }

    @Override
    public void close() {
        program.close();
        scale.close();
        shift.close();
    }
}
