package io.talkinghead.internal.file;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds resources the way backends are found: the thread's class loader first, then this library's own. */
public final class ClassPathResources {
    private ClassPathResources() {}

    /** Opens a resource, or returns null when no artifact on the class path has it. */
    public static @Nullable InputStream open(String name) {
        return first(loader -> loader.getResourceAsStream(name));
    }

    /** Opens a file of a model on the class path, or returns null when no artifact has it. */
    public static @Nullable InputStream ofModel(String model, String file) {
        return open(pathOfModel(model, file));
    }

    /**
     * Tells whether the jar that a model's file lies in vouches for what was read of it; a folder vouches for nothing, nor does a jar that
     * cannot be looked into. A jar's check sum costs a fiftieth of SHA-256, which Java computes slowly until it has compiled it: a
     * tenth of a second for a model, as a program starts.
     */
    public static boolean isIntact(String model, String file, byte[] bytes) {
        URL url = first(loader -> loader.getResource(pathOfModel(model, file)));
        try {
            return url != null && JarSum.of(url).filter(sum -> sum.isOf(bytes)).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private static String pathOfModel(String model, String file) {
        return "META-INF/talkinghead/models/" + model + "/" + file;
    }

    private static <T> @Nullable T first(Function<ClassLoader, @Nullable T> look) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        T found = context == null ? null : look.apply(context);
        ClassLoader own = ClassPathResources.class.getClassLoader();
        return found != null || own == null ? found : look.apply(own);
    }
}
