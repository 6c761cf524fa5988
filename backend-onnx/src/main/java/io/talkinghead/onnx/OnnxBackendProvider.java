package io.talkinghead.onnx;

import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.graph.backend.GraphBackend;
import io.talkinghead.graph.rewrite.Rewriting;
import io.talkinghead.internal.file.NativePlaces;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.spi.EngineRequest;
import io.talkinghead.spi.Probe;
import java.util.Set;

/** ONNX Runtime, found through {@link java.util.ServiceLoader}. */
public final class OnnxBackendProvider implements BackendProvider {
    /** The backend's id. */
    static final String ID = "onnx";

    /** Called by the service loader. */
    public OnnxBackendProvider() {}

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
        return 100;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.EMBED,
                Capability.GENERATE,
                Capability.GENERATE_INT8,
                Capability.ANALYZE_FACES,
                Capability.EXTRACT_FEATURES);
    }

    @Override
    public Probe probe(EngineRequest request) {
        try {
            return OnnxEngine.probe(request);
        } catch (LinkageError e) {
            return new Probe.Refused(
                    "the ONNX Runtime library does not load here (" + e.getMessage() + ")",
                    "name a folder that can be written and run from by the system property " + NativePlaces.PROPERTY
                            + "; it needs Linux x64/arm64 with glibc, macOS arm64 or Windows x64",
                    e);
        }
    }

    @Override
    public Backend open(EngineOptions options) {
        Company company = new Company();
        return GraphBackend.builder(ID, options, OnnxNetwork.engine(options, Rewriting.standard(), company))
                .sharing()
                // 8-bit networks come rewritten.
                .int8(OnnxNetwork.engine(options, Set.of(), company))
                .build();
    }
}
