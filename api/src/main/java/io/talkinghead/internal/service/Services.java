package io.talkinghead.internal.service;

import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The only place that uses {@link ServiceLoader}. One broken provider never takes the others down: each failure is kept beside
 * what was found.
 */
public final class Services {
    /** A broken iterator could fail for ever at the same provider. */
    private static final int MAX_FAILURES = 100;

    private Services() {}

    /** Loads all providers of a service, from the thread's class loader and from this library's own. */
    public static <S> Loaded<S> load(Class<S> service) {
        Map<String, Provider<S>> providers = new LinkedHashMap<>();
        List<String> failures = new ArrayList<>();
        // Services of modules above this one, which its descriptor cannot name.
        Services.class.getModule().addUses(service);
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            collect(ServiceLoader.load(service, context), providers, failures);
        }
        // On the module path providers are in the library's own layer, whatever the thread's loader.
        collect(ServiceLoader.load(service, Services.class.getClassLoader()), providers, failures);
        return new Loaded<>(
                List.copyOf(providers.values()), failures.stream().distinct().toList());
    }

    private static <S> void collect(
            ServiceLoader<S> loader, Map<String, Provider<S>> providers, List<String> failures) {
        var iterator = loader.iterator();
        int failed = 0;
        while (failed < MAX_FAILURES) {
            try {
                // Both calls may throw: hasNext for class files of a newer Java or with a missing superclass.
                if (!iterator.hasNext()) {
                    return;
                }
                S provider = iterator.next();
                providers.putIfAbsent(provider.getClass().getName(), new Provider<>(provider, location(provider)));
            } catch (ServiceConfigurationError | LinkageError e) {
                failed++;
                failures.add(explain(e));
            }
        }
    }

    private static String explain(Throwable error) {
        Throwable cause = error.getCause();
        return error.getMessage() + (cause == null ? "" : ": " + cause);
    }

    private static String location(Object provider) {
        @Nullable CodeSource source = provider.getClass().getProtectionDomain().getCodeSource();
        URL url = source == null ? null : source.getLocation();
        return url == null ? "unknown" : url.toString();
    }

    /**
     * What was found.
     *
     * @param providers in class path order, each class once
     * @param failures what could not be loaded, in words
     */
    public record Loaded<S>(List<Provider<S>> providers, List<String> failures) {}

    /**
     * A provider and where it comes from.
     *
     * @param service the provider
     * @param location the jar or folder
     */
    public record Provider<S>(S service, String location) {}
}
