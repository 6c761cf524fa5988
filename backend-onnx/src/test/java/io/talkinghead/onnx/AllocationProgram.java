package io.talkinghead.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.face.Face;
import io.talkinghead.face.Landmarks;
import io.talkinghead.graph.face.FaceNet;
import io.talkinghead.graph.face.FaceNetFile;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.graph.rewrite.Rewriting;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.internal.render.HeadRenderer;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.Generator;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says what runs, frames and faces allocate in steady state, in bytes, as counted by the virtual machine. To be run without
 * escape analysis: what the compiler makes do without depends on how often it has seen it, and differs between call sites.
 */
final class AllocationProgram {
    /** One run of a network of ours. */
    static final String RUN = "run";

    /** The same run, by the engine's Java binding alone. */
    static final String BINDING = "binding";

    /** One run of the default generator. */
    static final String GENERATOR = "generator";

    /** A frame of {@link #SIZE} pixels around that run. */
    static final String FRAME = "frame";

    /** A face followed from one picture to the next. */
    static final String TRACK = "track";

    static final int SIZE = 96;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final EngineOptions OPTIONS =
            EngineOptions.defaults().withDevice(Device.CPU).withThreads(1);
    private static final int WARM_UP = 100;
    private static final int BATCHES = 5;
    private static final int BATCH = 20;

    private AllocationProgram() {}

    private interface Work {
        Object once() throws Exception;
    }

    /** Of several batches the least counts: now and then the virtual machine allocates on the thread's account. */
    private static long bytesEach(Work work) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            work.once();
        }
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int batch = 0; batch < BATCHES; batch++) {
            long before = THREADS.getThreadAllocatedBytes(thread);
            for (int i = 0; i < BATCH; i++) {
                work.once();
            }
            least = Math.min(least, THREADS.getThreadAllocatedBytes(thread) - before);
        }
        return least / BATCH;
    }

    /** Prints a line for each figure: its name, a blank, its bytes. */
    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        out.println(RUN + ' ' + runBytes());
        out.println(BINDING + ' ' + bindingBytes());
        ModelBundle model = ModelBundle.named(ModelBundle.DEFAULT_NAME);
        Landmarks face = face();
        Person person = person(model, face);
        try (Backend backend = new OnnxBackendProvider().open(OPTIONS)) {
            out.println(GENERATOR + ' ' + generatorBytes(backend.openGenerator(model, person)));
            try (HeadRenderer renderer =
                    new HeadRenderer(backend.openGenerator(model, person), person, Framing.CROP, SIZE)) {
                out.println(FRAME + ' ' + bytesEach(() -> renderer.render(face)));
            }
            out.println(TRACK + ' ' + trackBytes(backend));
        }
        out.flush();
    }

    private static long runBytes() throws Exception {
        try (FaceNet network =
                FaceNet.open(FaceNetFile.FACEMESH, OnnxNetwork.engine(OPTIONS, Rewriting.standard(), new Company()))) {
            FaceNet.Call call = network.newCall();
            return bytesEach(() -> {
                call.run();
                return call;
            });
        }
    }

    /** The binding alone: FaceMesh run from a buffer into buffers. */
    private static long bindingBytes() throws Exception {
        OrtEnvironment environment = OnnxEngine.environment();
        FaceNetFile file = FaceNetFile.FACEMESH;
        Map<String, OnnxTensor> outputs = new HashMap<>();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OrtSession session = environment.createSession(file.read(), options);
                OnnxTensor input = tensor(environment, 1, 3, file.resolution(), file.resolution())) {
            for (Map.Entry<String, long[]> output : file.outputs().entrySet()) {
                outputs.put(output.getKey(), tensor(environment, output.getValue()));
            }
            Map<String, OnnxTensor> inputs = new HashMap<>(Map.of(FaceNetFile.INPUT, input));
            return bytesEach(() -> {
                session.run(inputs, outputs).close();
                return session;
            });
        } finally {
            outputs.values().forEach(OnnxTensor::close);
        }
    }

    private static OnnxTensor tensor(OrtEnvironment environment, long... shape) throws OrtException {
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(4 * NetworkShapes.elements(shape)).order(ByteOrder.nativeOrder());
        return OnnxTensor.createTensor(environment, bytes.asFloatBuffer(), shape);
    }

    private static long generatorBytes(Generator generator) throws Exception {
        Generator.Pass pass = generator.newPass();
        float[] black = new float[pass.image().capacity()];
        pass.guideBy(generator.guide(black, black));
        return bytesEach(() -> {
            pass.run();
            return pass;
        });
    }

    private static long trackBytes(Backend backend) throws Exception {
        Frame picture = ImageFiles.read(Path.of("../examples/samples/astronaut.png"));
        try (FaceAnalyzer analyzer = backend.openFaceAnalyzer()) {
            Face face = analyzer.analyze(picture).get(0);
            return bytesEach(() -> {
                if (analyzer.track(picture, face.region()).isEmpty()) {
                    throw new IllegalStateException("the face is lost");
                }
                return face;
            });
        }
    }

    private static Landmarks face() {
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            x[i] = 100 + 50 * (float) Math.cos(i);
            y[i] = 110 + 60 * (float) Math.sin(i);
        }
        return Landmarks.of(x, y);
    }

    /** With three photos: choosing between them is part of a frame. */
    private static Person person(ModelBundle model, Landmarks face) {
        ReferencePhoto photo = new ReferencePhoto(Frame.of(200, 200, new byte[3 * 200 * 200]), face);
        Identity identity = new Identity.Embedded(new float[model.spec().embedding()]);
        return new Person(model.name(), model.id(), identity, List.of(photo, photo, photo), 0, Map.of());
    }
}
