package io.talkinghead.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a frame allocates in steady state, counted by the virtual machine: what is handed out, and the engine's Java binding. */
class AllocationTest {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final EngineOptions OPTIONS =
            EngineOptions.defaults().withDevice(Device.CPU).withThreads(1);
    private static final int WARM_UP = 100;
    private static final int BATCHES = 5;
    private static final int BATCH = 20;

    /** The landmark picture's stroke, or the box from which a face's region is made. */
    private static final long SMALL_OBJECTS = 64;

    /** The frame and the array's head. */
    private static final long FRAME = 24 + 16;

    /** Optional, face, box, region, landmarks and their three arrays of 68 numbers. */
    private static final long FACE = 16 + 32 + 48 + 48 + 24 + 3 * (16 + 4 * 68);

    private interface Work {
        Object once() throws Exception;
    }

    @BeforeAll
    static void look() {
        assumeTrue(THREADS.isThreadAllocatedMemorySupported(), "this virtual machine does not count allocations");
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

    @Test
    void call_run_allocatesWhatTheEnginesBindingAllocates() throws Exception {
        long ours;
        try (FaceNet network =
                FaceNet.open(FaceNetFile.FACEMESH, OnnxNetwork.engine(OPTIONS, Rewriting.standard(), new Company()))) {
            FaceNet.Call call = network.newCall();
            ours = bytesEach(() -> {
                call.run();
                return call;
            });
        }
        assertThat(ours).isPositive().isLessThanOrEqualTo(bindingBytes() + 16);
    }

    /** The binding alone: FaceMesh run from a buffer into buffers. */
    private static long bindingBytes() throws Exception {
        OrtEnvironment environment = OnnxEngine.environment();
        FaceNetFile file = FaceNetFile.FACEMESH;
        Map<String, OnnxTensor> outputs = new HashMap<>();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OrtSession session = environment.createSession(file.read(), options);
                OnnxTensor input = tensor(
                        environment, 1, 3, FaceNetFile.FACEMESH.resolution(), FaceNetFile.FACEMESH.resolution())) {
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

    @Test
    void render_inSteadyState_allocatesThePictureBesidesTheNetworksRun() throws Exception {
        ModelBundle model = ModelBundle.named(ModelBundle.DEFAULT_NAME);
        Landmarks face = face();
        Person person = person(model, face);
        int size = 96;
        try (Backend backend = new OnnxBackendProvider().open(OPTIONS)) {
            Generator generator = backend.openGenerator(model, person);
            Generator.Pass pass = generator.newPass();
            float[] black = new float[pass.image().capacity()];
            pass.guideBy(generator.guide(black, black));
            long run = bytesEach(() -> {
                pass.run();
                return pass;
            });
            try (HeadRenderer renderer =
                    new HeadRenderer(backend.openGenerator(model, person), person, Framing.CROP, size)) {
                long frame = bytesEach(() -> renderer.render(face));
                assertThat(frame - run).isBetween(3L * size * size, 3L * size * size + FRAME + SMALL_OBJECTS);
            }
        }
    }

    @Test
    void track_inSteadyState_allocatesTheFaceBesidesTheNetworksRun() throws Exception {
        Frame picture = ImageFiles.read(Path.of("../examples/samples/astronaut.png"));
        try (Backend backend = new OnnxBackendProvider().open(OPTIONS);
                FaceAnalyzer analyzer = backend.openFaceAnalyzer()) {
            Face face = analyzer.analyze(picture).get(0);
            assertThat(analyzer.track(picture, face.region())).isPresent();
            long bytes = bytesEach(() -> analyzer.track(picture, face.region()));
            assertThat(bytes - bindingBytes()).isBetween(FACE, FACE + SMALL_OBJECTS);
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
