package io.talkinghead.onnx;

import io.talkinghead.engine.EngineOptions;
import io.talkinghead.engine.Precision;
import io.talkinghead.graph.NetworkEmbedder;
import io.talkinghead.graph.NetworkEngine;
import io.talkinghead.graph.NetworkGenerator;
import io.talkinghead.graph.OpenNetworks;
import io.talkinghead.graph.SharedNetworks;
import io.talkinghead.graph.face.FaceChain;
import io.talkinghead.graph.feature.NetworkFeatureExtractor;
import io.talkinghead.graph.precision.Int8Generator;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.FeatureExtractor;
import io.talkinghead.spi.FeatureNet;
import io.talkinghead.spi.Generator;

/** Opens networks on ONNX Runtime, and closes them with itself. */
final class OnnxBackend implements Backend {
    private final EngineOptions options;
    private final NetworkEngine engine;
    private final OpenNetworks networks = new OpenNetworks();

    private OnnxBackend(EngineOptions options) {
        this.options = options;
        engine = networks.around(new SharedNetworks(OnnxNetwork.engine(options)));
    }

    static OnnxBackend open(EngineOptions options) {
        return new OnnxBackend(options);
    }

    @Override
    public String id() {
        return OnnxBackendProvider.ID;
    }

    @Override
    public Embedder openEmbedder(ModelBundle model) {
        return NetworkEmbedder.open(model, engine);
    }

    @Override
    public Generator openGenerator(ModelBundle model, Person person) {
        return options.precision() == Precision.INT8
                ? Int8Generator.open(model, person, engine, networks.around(OnnxNetwork.plainEngine(options)))
                : NetworkGenerator.open(model, person, engine);
    }

    @Override
    public Preloaded preload(ModelBundle model) {
        // With 8 bits each person has a network of their own.
        return options.precision() == Precision.FLOAT32 ? NetworkGenerator.preload(model, engine) : () -> {};
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
    public void close() {
        networks.close();
    }
}
