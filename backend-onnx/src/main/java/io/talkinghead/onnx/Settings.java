package io.talkinghead.onnx;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the process tells ONNX Runtime and this backend. */
final class Settings {
    /** Names the folder of the engine's libraries. */
    static final String NATIVE_PATH = "onnxruntime.native.path";

    private Settings() {}

    /** Tells whether somebody chose the engine's libraries, by any of its own properties. */
    static boolean choosesNatives() {
        return System.getProperties().stringPropertyNames().stream()
                .anyMatch(name -> name.startsWith("onnxruntime.native."));
    }

    /** Does something while the engine's libraries are named; another engine in this JVM may be of another version. */
    static void withNatives(Path folder, Runnable action) {
        System.setProperty(NATIVE_PATH, folder.toString());
        try {
            action.run();
        } finally {
            System.clearProperty(NATIVE_PATH);
        }
    }

    /** Returns the folder for what nobody keeps, or null. */
    static @Nullable Path temporary() {
        String folder = System.getProperty("java.io.tmpdir");
        return folder == null ? null : Path.of(folder);
    }

    /** Returns the platform as ONNX Runtime's jar names it, such as {@code linux-x64}. */
    static String platform() {
        String system = String.valueOf(System.getProperty("os.name")).toLowerCase(Locale.ROOT);
        String processor = String.valueOf(System.getProperty("os.arch")).toLowerCase(Locale.ROOT);
        String family = system.startsWith("mac") ? "osx" : system.startsWith("windows") ? "win" : "linux";
        return family + "-" + (processor.equals("amd64") || processor.equals("x86_64") ? "x64" : processor);
    }
}
