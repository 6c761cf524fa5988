package io.talkinghead.tensorrt;

import static org.junit.jupiter.api.Assumptions.abort;

import io.talkinghead.engine.Device;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.spi.Probe;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machine's own GPU, for the tests of the profile {@code gpu}. */
final class RealGpu {
    private static final Logger LOG = LoggerFactory.getLogger(RealGpu.class);
    /** One folder for all tests of a run: compiling takes minutes. */
    private static final Path PLANS = Path.of("target", "gpu-plans");

    private RealGpu() {}

    /** Returns TensorRT on it; a test ends here, unrun and saying so, when there is none. */
    static TensorRt require(boolean half) {
        TensorRt library = library(PLANS, half);
        // The process's own probe: what it finds first is the true cause.
        if (TensorRt.ofProcess().probe(Device.cuda(0)) instanceof Probe.Refused refused) {
            LOG.warn("NOT RUN ON A GPU: {}", refused.reason());
            abort("not run on a GPU: " + ErrorCode.BACKEND_REFUSED.label() + ": " + refused.detail());
        }
        return library;
    }

    /** Returns TensorRT with compiled networks in a folder, whether there is a GPU or not. */
    static TensorRt library(Path plans, boolean half) {
        return new TensorRt(
                new NvidiaDriver(),
                Settings.platform(),
                () -> new Settings(plans, Duration.ofMinutes(30), half),
                (device, settings) -> new ChildPlanBuilder(ChildJvm.ofThisJvm(), device, settings.buildLimit()));
    }
}
