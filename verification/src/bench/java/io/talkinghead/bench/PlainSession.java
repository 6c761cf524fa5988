package io.talkinghead.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.talkinghead.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** A graph on ONNX Runtime with default options but for the threads, run with inputs and outputs that stay where they are. */
final class PlainSession implements AutoCloseable {
    private final OrtSession session;
    private final Map<String, OnnxTensor> inputs = new HashMap<>();
    private final Map<String, OnnxTensor> outputs = new HashMap<>();
    private final Map<String, FloatBuffer> buffers = new HashMap<>();

    private PlainSession(OrtSession session) {
        this.session = session;
    }

    static PlainSession open(byte[] model, Map<String, Tensor> weights, int threads, boolean spinning)
            throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensorLike> external = new HashMap<>();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            if (!spinning) {
                options.addConfigEntry("session.intra_op.allow_spinning", "0");
            }
            for (Map.Entry<String, Tensor> weight : weights.entrySet()) {
                long[] shape = weight.getValue().shape().stream()
                        .mapToLong(Integer::longValue)
                        .toArray();
                FloatBuffer values = direct(Math.toIntExact(weight.getValue().elements()));
                values.put(weight.getValue().toFloats()).rewind();
                external.put(weight.getKey(), OnnxTensor.createTensor(environment, values, shape));
            }
            if (!external.isEmpty()) {
                options.addExternalInitializers(external);
            }
            PlainSession plain = new PlainSession(environment.createSession(model, options));
            plain.allocate(environment);
            return plain;
        } finally {
            external.values().forEach(OnnxTensorLike::close);
        }
    }

    private void allocate(OrtEnvironment environment) throws OrtException {
        Random random = new Random(7);
        for (var input : session.getInputInfo().entrySet()) {
            long[] shape = onePicture((TensorInfo) input.getValue().getInfo());
            FloatBuffer values = direct(count(shape));
            for (int i = 0; i < values.capacity(); i++) {
                values.put(i, 2 * random.nextFloat() - 1);
            }
            buffers.put(input.getKey(), values);
            inputs.put(input.getKey(), OnnxTensor.createTensor(environment, values, shape));
        }
        for (var output : session.getOutputInfo().entrySet()) {
            long[] shape = onePicture((TensorInfo) output.getValue().getInfo());
            FloatBuffer values = direct(count(shape));
            buffers.put(output.getKey(), values);
            outputs.put(output.getKey(), OnnxTensor.createTensor(environment, values, shape));
        }
    }

    private static long[] onePicture(TensorInfo info) {
        long[] shape = info.getShape();
        shape[0] = Math.max(1, shape[0]);
        return shape;
    }

    private static int count(long[] shape) {
        long count = 1;
        for (long side : shape) {
            count *= side;
        }
        return Math.toIntExact(count);
    }

    private static FloatBuffer direct(int count) {
        return ByteBuffer.allocateDirect(4 * count).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    /** Fills an input. */
    void put(String name, float... values) {
        FloatBuffer buffer = buffers.get(name);
        buffer.put(0, values);
    }

    /** Returns the buffer of an output. */
    FloatBuffer output(String name) {
        return buffers.get(name);
    }

    void run() throws OrtException {
        session.run(inputs, outputs).close();
    }

    @Override
    public void close() throws OrtException {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
        session.close();
    }
}
