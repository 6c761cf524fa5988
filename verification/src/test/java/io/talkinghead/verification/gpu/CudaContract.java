package io.talkinghead.verification.gpu;

import static org.junit.jupiter.api.Assumptions.abort;

import io.talkinghead.engine.EngineOptions;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.model.Upsampling;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.spi.EngineRequest;
import io.talkinghead.spi.Probe;
import io.talkinghead.testkit.BackendContract;
import io.talkinghead.testkit.Golden;
import java.util.Set;

/** The contract of a backend on CUDA, and with it the golden vectors. It is asked for only if the backend computes on the GPU at all. */
abstract class CudaContract extends BackendContract {
    @Override
    protected EngineOptions options() {
        return onCuda();
    }

    private static EngineOptions onCuda() {
        return CheckedBackend.options("cuda:0").withThreads(2);
    }

    /** Ends the tests of a class, with the reason, unless the smallest network opens on the GPU. */
    static void require(BackendProvider provider) {
        Probe probe = provider.probe(EngineRequest.of(Set.of(), onCuda()));
        if (probe instanceof Probe.Refused refused) {
            abort(new TalkingHeadException(ErrorCode.BACKEND_REFUSED, refused.detail()).getMessage());
        }
        try (Backend backend = provider.open(onCuda())) {
            backend.openEmbedder(Golden.tinyModel(Upsampling.BLOCK_START)).close();
        } catch (TalkingHeadException | LinkageError e) {
            abort(CheckEnd.of(e).cause());
        }
    }

    /** Returns how far values may be from the reference: 32 bits, unless the property asks for less. */
    @Override
    protected double tolerance() {
        return Double.parseDouble(System.getProperty("talkinghead.kit.tolerance", "1e-3"));
    }
}
