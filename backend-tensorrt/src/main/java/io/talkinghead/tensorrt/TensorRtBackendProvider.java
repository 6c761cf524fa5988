package io.talkinghead.tensorrt;

import io.talkinghead.engine.Capability;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.graph.backend.GraphBackend;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.spi.EngineRequest;
import io.talkinghead.spi.Probe;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** TensorRT, found through {@link java.util.ServiceLoader}. */
public final class TensorRtBackendProvider implements BackendProvider {
    /** The backend's id. */
    static final String ID = "tensorrt";

    private final Supplier<TensorRt> library;

    /** Called by the service loader. */
    public TensorRtBackendProvider() {
        this(TensorRt::ofProcess);
    }

    TensorRtBackendProvider(Supplier<TensorRt> library) {
        this.library = library;
    }

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
        return 200;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.EMBED, Capability.GENERATE, Capability.ANALYZE_FACES, Capability.EXTRACT_FEATURES);
    }

    @Override
    public Probe probe(EngineRequest request) {
        try {
            return library.get().probe(TensorRt.deviceOf(request.device()));
        } catch (LinkageError e) {
            return new Probe.Refused(
                    "the artifacts of CUDA and TensorRT are not complete on the class path: " + e,
                    "take them as talkinghead-backend-tensorrt brings them",
                    e);
        }
    }

    @Override
    public List<String> diagnose() {
        return Doctor.ask(ChildJvm.ofThisJvm());
    }

    @Override
    public Backend open(EngineOptions options) {
        TensorRt tensorRt = library.get();
        Device device = TensorRt.deviceOf(options.device());
        // Looked at again, for whoever opens this without a selection: TensorRT without a GPU takes the JVM down.
        if (tensorRt.probe(device) instanceof Probe.Refused refused) {
            throw new TalkingHeadException(
                    ErrorCode.BACKEND_REFUSED, refused.detail(), refused.cause().orElse(null));
        }
        GpuNetworks gpu = tensorRt.networks(device.index());
        return GraphBackend.builder(ID, options, gpu::open)
                .checks(new GpuChecks(gpu, tensorRt.check()))
                .compiler(gpu::prepare)
                .build();
    }
}
