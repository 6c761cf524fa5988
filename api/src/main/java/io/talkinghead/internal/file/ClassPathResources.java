package io.talkinghead.internal.file;

import java.io.InputStream;
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
        return open("META-INF/talkinghead/models/" + model + "/" + file);
    }
}
