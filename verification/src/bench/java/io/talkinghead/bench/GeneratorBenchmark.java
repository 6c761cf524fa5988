package io.talkinghead.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.talkinghead.Backends;
import io.talkinghead.TalkingHead;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.graph.net.GeneratorGraph;
import io.talkinghead.graph.net.NetworkGenerator;
import io.talkinghead.graph.net.Projection;
import io.talkinghead.graph.network.NetworkGraph;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.Tensor;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Generator;
import java.nio.FloatBuffer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The generator alone: through the backend, and the same graph run as the engine's own examples do, with default options. */
@State(Scope.Benchmark)
public class GeneratorBenchmark {
    /** Threads of one computation; the plain session takes the engine's default whatever is given here. */
    @Param({"2"})
    public int threads;

    private Backend backend;
    private Generator generator;
    private Generator.Pass pass;
    private OrtEnvironment environment;
    private OrtSession plain;
    private ModelSpec spec;
    private float[] input;
    private float[] psi;

    /** Opens the generator twice. */
    @Setup(Level.Trial)
    public void open() throws OrtException {
        Person person;
        try (TalkingHead head = SampleHead.open(256, threads)) {
            person = head.person();
        }
        ModelBundle model = ModelBundle.named(ModelBundle.DEFAULT_NAME);
        spec = model.spec();
        EngineOptions options = EngineOptions.defaults().withDevice(Device.CPU).withThreads(threads);
        backend = Backends.open(EnumSet.of(Capability.GENERATE), options);
        generator = backend.openGenerator(model, person);
        pass = generator.newPass();
        input = new float[pass.input().capacity()];
        Random random = new Random(7);
        for (int i = 0; i < input.length; i++) {
            input[i] = 2 * random.nextFloat() - 1;
        }
        openPlain(model, ((Identity.Embedded) person.identity()).embedding());
    }

    private void openPlain(ModelBundle model, float[] embedding) throws OrtException {
        environment = OrtEnvironment.getEnvironment();
        psi = Projection.psi(spec, model.weights(), embedding);
        NetworkGraph graph = GeneratorGraph.of(spec);
        Map<String, OnnxTensorLike> weights = new HashMap<>();
        try (OrtSession.SessionOptions defaults = new OrtSession.SessionOptions()) {
            for (String name : graph.parameters()) {
                Tensor tensor = model.weights().tensor(name);
                long[] shape =
                        tensor.shape().stream().mapToLong(Integer::longValue).toArray();
                weights.put(name, OnnxTensor.createTensor(environment, FloatBuffer.wrap(tensor.toFloats()), shape));
            }
            defaults.addExternalInitializers(weights);
            plain = environment.createSession(graph.model(), defaults);
        } finally {
            weights.values().forEach(OnnxTensorLike::close);
        }
    }

    /** Closes both. */
    @TearDown(Level.Trial)
    public void close() throws OrtException {
        pass.close();
        generator.close();
        backend.close();
        plain.close();
    }

    /** The generator as a renderer uses it: input copied in, picture left in the reused buffer. */
    @Benchmark
    public FloatBuffer backend() {
        pass.input().put(0, input);
        pass.run();
        return pass.image();
    }

    /** The same graph by {@code OrtSession.run}: new tensors each time, outputs copied out. */
    @Benchmark
    public FloatBuffer plainSession() throws OrtException {
        long[] shape = NetworkGenerator.shapes(spec).inputs().get(GeneratorGraph.INPUT);
        try (OnnxTensor picture = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), shape);
                OnnxTensor identity =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(psi), new long[] {1, psi.length});
                OrtSession.Result result =
                        plain.run(Map.of(GeneratorGraph.INPUT, picture, GeneratorGraph.PSI, identity))) {
            return ((OnnxTensor) result.get(0)).getFloatBuffer();
        }
    }
}
