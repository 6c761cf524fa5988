package io.talkinghead.djl;

import io.talkinghead.djl.engine.TorchEngine;
import io.talkinghead.djl.tune.DjlTuner;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.graph.backend.GraphBackend;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.spi.EngineRequest;
import io.talkinghead.spi.Probe;
import java.util.Set;

/** Registers the backend {@code djl}. */
public final class DjlBackendProvider implements BackendProvider {
    static final String ID = "djl";

    /** Called by the service loader. */
    public DjlBackendProvider() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public int spiVersion() {
        return 1;
    }

    @Override
    public int priority() {
        return 50;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.EMBED,
                Capability.GENERATE,
                Capability.ANALYZE_FACES,
                Capability.EXTRACT_FEATURES,
                Capability.TUNE,
                Capability.TRAIN);
    }

    @Override
    public Probe probe(EngineRequest request) {
        try {
            return TorchEngine.probe(request);
        } catch (LinkageError e) {
            return new Probe.Refused(
                    "DJL's PyTorch engine is not complete on the class path: " + e.getMessage(),
                    "take its artifacts as talkinghead-backend-djl brings them",
                    e);
        }
    }

    @Override
    public Backend open(EngineOptions options) {
        TorchEngine.start(TorchEngine.deviceOf(options.device()), options.threads());
        return GraphBackend.builder(ID, options, network -> DjlNetwork.open(network, options))
                .tuner(model -> new DjlTuner(model, options))
                .build();
    }
}
