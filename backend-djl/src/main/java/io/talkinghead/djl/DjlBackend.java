package io.talkinghead.djl;

import io.talkinghead.djl.engine.TorchEngine;
import io.talkinghead.djl.train.DjlMetaTrainer;
import io.talkinghead.djl.tune.DjlTuner;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.graph.NetworkEmbedder;
import io.talkinghead.graph.NetworkEngine;
import io.talkinghead.graph.NetworkGenerator;
import io.talkinghead.graph.OpenNetworks;
import io.talkinghead.graph.face.FaceChain;
import io.talkinghead.graph.feature.NetworkFeatureExtractor;
import io.talkinghead.lab.training.MetaTrainer;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.FeatureExtractor;
import io.talkinghead.spi.FeatureNet;
import io.talkinghead.spi.FewShotTuner;
import io.talkinghead.spi.Generator;

/** Opens networks on DJL, and closes them with itself. */
final class DjlBackend implements Backend {
    private final EngineOptions options;
    private final NetworkEngine engine;
    private final OpenNetworks networks = new OpenNetworks();

    private DjlBackend(EngineOptions options) {
        this.options = options;
        engine = networks.around(network -> DjlNetwork.open(network, options));
    }

    static DjlBackend open(EngineOptions options) {
        TorchEngine.start(TorchEngine.deviceOf(options.device()), options.threads());
        return new DjlBackend(options);
    }

    @Override
    public String id() {
        return DjlBackendProvider.ID;
    }

    @Override
    public Embedder openEmbedder(ModelBundle model) {
        return NetworkEmbedder.open(model, engine);
    }

    @Override
    public Generator openGenerator(ModelBundle model, Person person) {
        return NetworkGenerator.open(model, person, engine);
    }

    @Override
    public FaceAnalyzer openFaceAnalyzer() {
        return FaceChain.open(engine);
    }

    @Override
    public FeatureExtractor openFeatureExtractor(FeatureNet net) {
        return NetworkFeatureExtractor.open(net, engine);
    }

    @Override
    public FewShotTuner openTuner(ModelBundle model) {
        return networks.add(() -> new DjlTuner(model, options));
    }

    MetaTrainer openTrainer() {
        return networks.add(() -> new DjlMetaTrainer(options));
    }

    @Override
    public void close() {
        networks.close();
    }
}
