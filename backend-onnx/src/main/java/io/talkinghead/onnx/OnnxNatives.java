package io.talkinghead.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import com.google.common.base.Throwables;
import io.talkinghead.internal.file.NativeBundle;
import io.talkinghead.internal.file.NativeCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts ONNX Runtime from libraries that were unpacked once. Left to itself it unpacks 28 MB at every start into a folder that
 * its end leaves behind, empty, and a kill full.
 *
 * <p><b>Threading:</b> any thread; the first one starts the engine.
 */
final class OnnxNatives {
    private static final Logger LOGGER = LoggerFactory.getLogger(OnnxNatives.class);
    /** The version that this artifact is made for; the folder's name has a hash of what is really there. */
    static final String LABEL = "onnxruntime-1.29.0";

    /** Without extensions. Those of GPUs lie in the jar for GPUs only. */
    private static final List<String> LIBRARIES = List.of(
            "onnxruntime",
            "onnxruntime4j_jni",
            "onnxruntime_providers_shared",
            "onnxruntime_providers_cuda",
            "onnxruntime_providers_tensorrt");

    private OnnxNatives() {}

    /**
     * Returns the engine's environment, started by the first call.
     *
     * @throws LinkageError the same each time, when the engine does not start
     */
    static OrtEnvironment environment() {
        if (Started.FAILURE.isPresent()) {
            throw Started.FAILURE.get();
        }
        return OrtEnvironment.getEnvironment();
    }

    /** An engine that did not start once fails for good, and later calls would not say why. */
    private static final class Started {
        static final Optional<LinkageError> FAILURE = failure();

        private static Optional<LinkageError> failure() {
            try {
                start();
                return Optional.empty();
            } catch (LinkageError e) {
                return Optional.of(e);
            }
        }
    }

    /** The official builds have telemetry, on by default; this is all of it that can be switched off from here. */
    private static void startQuietly() {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try {
            environment.setTelemetry(false);
        } catch (OrtException e) {
            LOGGER.warn("the telemetry of ONNX Runtime could not be switched off: {}", e.getMessage());
        }
    }

    private static void start() {
        TemporaryFolder temporary = TemporaryFolder.ofEngine();
        try {
            Optional<Path> folder = Settings.choosesNatives() ? Optional.empty() : unpacked();
            if (folder.isPresent()) {
                Settings.withNatives(folder.get(), OnnxNatives::startQuietly);
            } else {
                startQuietly();
            }
        } catch (ExceptionInInitializerError e) {
            // Its own message is null.
            throw failed(Throwables.getRootCause(e).toString(), e);
        } catch (IOException e) {
            throw failed(e.toString(), e);
        } finally {
            temporary.clean();
        }
    }

    private static LinkageError failed(String why, Throwable cause) {
        return (LinkageError) new UnsatisfiedLinkError(why).initCause(cause);
    }

    /** Returns the folder of the libraries, or nothing where the jar has none for this platform: the engine tells. */
    private static Optional<Path> unpacked() throws IOException {
        List<String> names = LIBRARIES.stream().map(OnnxNatives::fileName).toList();
        NativeBundle bundle = NativeBundle.find(
                LABEL, OrtEnvironment.class, "/ai/onnxruntime/native/" + Settings.platform() + "/", names);
        return bundle.files().isEmpty()
                ? Optional.empty()
                : Optional.of(NativeCache.load(
                        bundle, io.talkinghead.internal.engine.Settings.nativePlaces(), OnnxNatives::tryLoading));
    }

    private static String fileName(String library) {
        return System.mapLibraryName(library).replace("jnilib", "dylib");
    }

    /** A library belongs to one class loader and module, and must be the engine's: elsewhere only the engine itself can try. */
    private static void tryLoading(Path folder) {
        if (OnnxNatives.class.getModule().equals(OrtEnvironment.class.getModule())) {
            System.load(folder.resolve(fileName("onnxruntime")).toString());
        }
    }
}
