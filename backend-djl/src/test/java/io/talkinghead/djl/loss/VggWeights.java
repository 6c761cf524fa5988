package io.talkinghead.djl.loss;

import io.talkinghead.graph.feature.VggNet;
import io.talkinghead.internal.file.HalfFloats;
import io.talkinghead.model.Safetensors;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Files as a user's would be, with random weights of a size that keeps the values through all layers. */
final class VggWeights {
    private VggWeights() {}

    /** Writes a file in Caffe's names and 16 bits, and returns what is in it. */
    static Weights write(VggNet net, Path file) {
        SplittableRandom random = new SplittableRandom(5);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        net.layout().forEach((name, shape) -> {
            boolean bias = shape.size() == 1;
            double deviation = bias ? 3 : Math.sqrt(2.0 / (9 * shape.get(1)));
            tensors.put(name, tensor(random, shape, deviation));
        });
        Weights weights = new Weights(tensors);
        Safetensors.write(file, weights);
        return weights;
    }

    /** Evenly distributed, which costs less than a normal distribution of millions. */
    private static Tensor tensor(SplittableRandom random, List<Integer> shape, double deviation) {
        int count = shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
        ByteBuffer bytes = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
        double largest = Math.sqrt(3) * deviation;
        for (int i = 0; i < count; i++) {
            bytes.putShort(HalfFloats.fromFloat((float) ((2 * random.nextDouble() - 1) * largest)));
        }
        return Tensor.of(Tensor.Type.F16, shape, bytes.flip());
    }
}
