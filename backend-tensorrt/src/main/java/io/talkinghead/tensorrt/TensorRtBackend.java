package io.talkinghead.tensorrt;

import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.graph.Network;
import io.talkinghead.graph.NetworkEmbedder;
import io.talkinghead.graph.NetworkGenerator;
import io.talkinghead.graph.OpenNetworks;
import io.talkinghead.graph.face.FaceChain;
import io.talkinghead.graph.face.FaceNet;
import io.talkinghead.graph.face.FaceNetFile;
import io.talkinghead.graph.feature.NetworkFeatureExtractor;
import io.talkinghead.internal.run.Steps;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.FeatureExtractor;
import io.talkinghead.spi.FeatureNet;
import io.talkinghead.spi.Generator;
import io.talkinghead.spi.Probe;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Stage;
import io.talkinghead.work.WorkListener;

/** Opens networks on TensorRT, and closes them with itself. */
final class TensorRtBackend implements Backend {
    private final GpuNetworks gpu;
    private final OutputCheck check;
    private final OpenNetworks networks = new OpenNetworks();

    private TensorRtBackend(GpuNetworks gpu, OutputCheck check) {
        this.gpu = gpu;
        this.check = check;
    }

    static TensorRtBackend open(TensorRt library, EngineOptions options) {
        Device device = TensorRt.deviceOf(options.device());
        if (library.probe(device) instanceof Probe.Refused refused) {
            throw new TalkingHeadException(
                    ErrorCode.BACKEND_REFUSED, refused.detail(), refused.cause().orElse(null));
        }
        return new TensorRtBackend(library.networks(device.index()), library.check());
    }

    @Override
    public String id() {
        return TensorRtBackendProvider.ID;
    }

    @Override
    public Embedder openEmbedder(ModelBundle model) {
        return gpu.openChecked(
                engine -> NetworkEmbedder.open(model, networks.around(engine)),
                embedder -> check.embedder(embedder, model));
    }

    @Override
    public Generator openGenerator(ModelBundle model, Person person) {
        return gpu.openChecked(
                engine -> NetworkGenerator.open(model, person, networks.around(engine)),
                generator -> check.generator(generator, model, person));
    }

    @Override
    public FaceAnalyzer openFaceAnalyzer() {
        return FaceChain.open(networks.around(gpu::open));
    }

    @Override
    public FeatureExtractor openFeatureExtractor(FeatureNet net) {
        return NetworkFeatureExtractor.open(net, networks.around(gpu::open));
    }

    @Override
    public void prepare(ModelBundle model, WorkListener listener, Cancellation cancellation) {
        FaceNetFile[] faces = FaceNetFile.values();
        Steps steps = Steps.of(Stage.COMPILING, faces.length + 2L, listener);
        for (FaceNetFile file : faces) {
            prepare(FaceNet.network(file), steps, cancellation);
        }
        prepare(NetworkEmbedder.network(model), steps, cancellation);
        prepare(NetworkGenerator.network(model.spec(), model.weights()), steps, cancellation);
    }

    private void prepare(Network network, Steps steps, Cancellation cancellation) {
        cancellation.check("the compilation");
        gpu.prepare(network, cancellation);
        steps.done();
    }

    @Override
    public void close() {
        networks.close();
    }
}
