package io.talkinghead.internal.file;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds resources the way backends are found: the thread's class loader first, then this library's own. */
public final class ClassPathResources {
    private ClassPathResources() {}

    /** Opens a resource, or returns null when no artifact on the class path has it. */
    public static @Nullable InputStream open(String name) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        InputStream found = context == null ? null : context.getResourceAsStream(name);
        ClassLoader own = ClassPathResources.class.getClassLoader();
        return found != null || own == null ? found : own.getResourceAsStream(name);
    }

    /** Opens a file of a model on the class path, or returns null when no artifact has it. */
    public static @Nullable InputStream ofModel(String model, String file) {
        return open(pathOfModel(model, file));
    }

    /**
     * Reads a file of a model on the class path; nothing when no artifact has it.
     *
     * @throws IOException when it is there and cannot be read
     */
    public static Optional<ResourceBytes> readOfModel(String model, String file) throws IOException {
        try (InputStream in = ofModel(model, file)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            return Optional.of(new ResourceBytes(bytes, isIntact(pathOfModel(model, file), bytes)));
        }
    }

    private static String pathOfModel(String model, String file) {
        return "META-INF/talkinghead/models/" + model + "/" + file;
    }

    /** A jar that cannot be looked into vouches for nothing. */
    private static boolean isIntact(String name, byte[] bytes) {
        try {
            URL url = find(name);
            return url != null && JarSum.of(url).filter(sum -> sum.isOf(bytes)).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private static @Nullable URL find(String name) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        URL found = context == null ? null : context.getResource(name);
        ClassLoader own = ClassPathResources.class.getClassLoader();
        return found != null || own == null ? found : own.getResource(name);
    }
}
