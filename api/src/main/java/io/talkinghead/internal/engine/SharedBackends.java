package io.talkinghead.internal.engine;

import io.talkinghead.engine.EngineOptions;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.spi.FaceAnalyzer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The backends at work for heads: heads with the same backend and the same options have one in common, and with it the running
 * networks and the face analyser. It is started by the first of them and closed by the last.
 *
 * <p><b>Threading:</b> any number of threads.
 */
public final class SharedBackends {
    private final Map<Key, Running> running = new HashMap<>();

    /** No backend is at work yet. */
    public SharedBackends() {}

    /** Returns a head's part in a backend, which is started when no other head has one. */
    public HeadEngine open(BackendProvider provider, EngineOptions options) {
        // Providers are made anew by every look at the class path; the class stands for its loader too.
        Key key = new Key(provider.getClass(), options);
        Running shared;
        synchronized (this) {
            shared = running.computeIfAbsent(key, unused -> new Running());
            shared.users++;
        }
        try {
            return new HeadEngine(shared.backend(provider, options), shared::analyzer, () -> giveBack(key, shared));
        } catch (RuntimeException | Error e) {
            giveBack(key, shared);
            throw e;
        }
    }

    private void giveBack(Key key, Running shared) {
        synchronized (this) {
            if (--shared.users > 0) {
                return;
            }
            running.remove(key);
        }
        shared.close();
    }

    private record Key(Class<?> provider, EngineOptions options) {}

    /** A backend with its face analyser; its own lock makes other heads wait while the first starts them. */
    private static final class Running {
        /** Counted under the lock of all. */
        int users;

        private @Nullable Backend backend;
        private @Nullable FaceAnalyzer analyzer;

        synchronized Backend backend(BackendProvider provider, EngineOptions options) {
            if (backend == null) {
                backend = provider.open(options);
            }
            return backend;
        }

        synchronized FaceAnalyzer analyzer(Backend started) {
            if (analyzer == null) {
                analyzer = started.openFaceAnalyzer();
            }
            return analyzer;
        }

        synchronized void close() {
            if (analyzer != null) {
                analyzer.close();
            }
            if (backend != null) {
                backend.close();
            }
        }
    }
}
