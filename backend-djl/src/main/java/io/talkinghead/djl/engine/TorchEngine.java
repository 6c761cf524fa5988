package io.talkinghead.djl.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Utils;
import io.talkinghead.engine.Device;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.NativePlaces;
import io.talkinghead.spi.EngineRequest;
import io.talkinghead.spi.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * PyTorch as DJL brings it. Starting it unpacks the native libraries (about 430 MB) into DJL's cache folder once; nothing is
 * ever downloaded.
 *
 * <p><b>Threading:</b> any number of threads. The number of threads of one computation is one for the whole process.
 */
public final class TorchEngine {
    private static final String ENGINE = "PyTorch";
    /** What every jar with native libraries of PyTorch holds. */
    private static final String NATIVES = "native/lib/pytorch.properties";
    /** Where DJL looks for PyTorch before it looks on the class path. */
    private static final String OWN_LIBRARY = "PYTORCH_LIBRARY_PATH";

    /** Names the folder that DJL unpacks engines into. */
    private static final String ENGINE_CACHE = "ENGINE_CACHE_DIR";

    private TorchEngine() {}

    /**
     * Looks for the engine without starting it: starting unpacks hundreds of megabytes. Whether a GPU works shows only then, but
     * not that these natives know none.
     */
    public static Probe probe(EngineRequest request) {
        String own = Utils.getEnvOrSystemProperty(OWN_LIBRARY);
        if (own != null) {
            return new Probe.Usable("PyTorch in " + own + " through DJL");
        }
        Optional<String> flavor = flavor();
        if (flavor.isEmpty()) {
            return new Probe.Refused(
                    "PyTorch's native libraries are not on the class path",
                    "add ai.djl.pytorch:pytorch-native-cpu:2.7.1 with the classifier of this platform, such as"
                            + " linux-x86_64");
        }
        Device device = deviceOf(request.device());
        boolean cpuOnly = flavor.get().startsWith("cpu");
        if (device.kind() == Device.Kind.CUDA && cpuOnly) {
            return new Probe.Refused(
                    "the device " + device + " was asked for, but these native libraries of PyTorch know the CPU only",
                    "use a native library built for CUDA, in a jar or by " + OWN_LIBRARY);
        }
        return new Probe.Usable("PyTorch 2.7.1 through DJL, " + (cpuOnly ? "CPU" : flavor.get()));
    }

    /** Returns where to compute: on the CPU, unless a device is named. */
    public static Device deviceOf(Optional<Device> named) {
        return named.orElse(Device.CPU);
    }

    /** Returns what the natives on the class path are built for, such as {@code cpu} or {@code cu124}. */
    private static Optional<String> flavor() {
        URL ofLoader = TorchEngine.class.getClassLoader().getResource(NATIVES);
        URL found = ofLoader == null ? ClassLoader.getSystemResource(NATIVES) : ofLoader;
        if (found == null) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (InputStream in = found.openStream()) {
            properties.load(in);
        } catch (IOException e) {
            // Starting it will tell.
            return Optional.of("unknown");
        }
        return Optional.of(properties.getProperty("flavor", "unknown"));
    }

    /**
     * Starts the engine if it has not been started and sets the threads of one computation.
     *
     * @throws TalkingHeadException {@link ErrorCode#BACKEND_FAILED} when it does not start or the device is not there
     */
    public static void start(Device device, int threads) {
        // DJL asks its makers' servers for natives, and reports itself to them, unless it is told that it is offline.
        System.setProperty("ai.djl.offline", "true");
        chooseCache();
        try {
            Engine engine = Engine.getEngine(ENGINE);
            if (device.kind() == Device.Kind.CUDA && engine.getGpuCount() <= device.index()) {
                throw new TalkingHeadException(
                        ErrorCode.BACKEND_FAILED,
                        "the device " + device + " was asked for, but PyTorch sees " + engine.getGpuCount()
                                + " GPUs; use a native library built for CUDA and check the driver");
            }
            JniUtils.setNumThreads(threads);
        } catch (EngineException | LinkageError e) {
            throw new TalkingHeadException(
                    ErrorCode.BACKEND_FAILED,
                    "PyTorch does not start: " + e.getMessage()
                            + "; check that the native jar fits this platform and that DJL's cache folder, or one"
                            + " named by the system property " + NativePlaces.PROPERTY
                            + ", can be written and run from",
                    e);
        }
    }

    /** Lets DJL unpack below the folder for native libraries if one is named, and no folder of its own is. */
    static void chooseCache() {
        String named = System.getProperty(NativePlaces.PROPERTY);
        if (named != null
                && !named.isBlank()
                && Utils.getEnvOrSystemProperty(ENGINE_CACHE) == null
                && Utils.getEnvOrSystemProperty("DJL_CACHE_DIR") == null) {
            System.setProperty(ENGINE_CACHE, Path.of(named, "djl").toString());
        }
    }

    /** Opens an owner of arrays on a device. */
    public static NDManager newManager(Device device) {
        return NDManager.newBaseManager(
                device.kind() == Device.Kind.CUDA ? ai.djl.Device.gpu(device.index()) : ai.djl.Device.cpu(), ENGINE);
    }
}
