package io.talkinghead.tensorrt;

import io.talkinghead.engine.Device;
import io.talkinghead.spi.Probe;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * TensorRT in this process. Engines cannot be freed, so they outlive the backends that use them, and so does what was found out
 * about the libraries.
 *
 * <p><b>Threading:</b> any number of threads.
 */
final class TensorRt {
    private final GpuDriver driver;
    private final GpuProbe probe;
    private final String platform;
    private final Supplier<Settings> settings;
    private final BuilderOfDevice builders;
    private final Map<Integer, GpuNetworks> networks = new ConcurrentHashMap<>();

    TensorRt(GpuDriver driver, String platform, Supplier<Settings> settings, BuilderOfDevice builders) {
        this.driver = driver;
        this.platform = platform;
        this.settings = settings;
        this.builders = builders;
        probe = new GpuProbe(driver, platform);
    }

    /** Returns the one of this JVM. */
    static TensorRt ofProcess() {
        return OfProcess.INSTANCE;
    }

    /** Tells whether a GPU can be used; what was found out about the libraries is kept. */
    Probe probe(Device device) {
        return probe.result(device);
    }

    /** Returns where to compute: on the first GPU, unless a device is named. */
    static Device deviceOf(Optional<Device> named) {
        return named.orElse(Device.cuda(0));
    }

    /** Returns the networks of a GPU; the settings are read at its first use. */
    GpuNetworks networks(int device) {
        return networks.computeIfAbsent(device, index -> {
            Settings read = settings.get();
            PlanCache cache = new PlanCache(read.cache(), builders.builder(index, read));
            return new GpuNetworks(driver.open(index), cache, read.half(), platform);
        });
    }

    /** Returns what outputs are compared with: ONNX Runtime, or what it said before. */
    OutputCheck check() {
        return new OutputCheck(
                new StoredReference(settings.get().cache().resolve("vectors"), new BackendReference("onnx")));
    }

    /** Gives the compiler for a GPU. */
    @FunctionalInterface
    interface BuilderOfDevice {
        PlanBuilder builder(int device, Settings settings);
    }

    /** Made when first asked for: it loads classes of the presets. */
    private static final class OfProcess {
        static final TensorRt INSTANCE = new TensorRt(
                new NvidiaDriver(),
                Settings.platform(),
                Settings::read,
                (device, settings) -> new ChildPlanBuilder(ChildJvm.ofThisJvm(), device, settings.buildLimit()));
    }
}
