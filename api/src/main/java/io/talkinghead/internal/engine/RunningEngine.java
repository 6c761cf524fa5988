package io.talkinghead.internal.engine;

import static com.google.common.base.Preconditions.checkState;

import io.talkinghead.engine.EngineOptions;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.spi.FaceAnalyzer;
import org.jspecify.annotations.Nullable;

/**
 * A backend with its face analyser and the networks of the model last used, which it owns. Whoever comes while the first user
 * starts them waits.
 *
 * <p><b>Threading:</b> any number of threads.
 */
final class RunningEngine implements AutoCloseable {
    /** Counted under the lock of {@link Engines}. */
    int users;

    private final BackendProvider provider;
    private final EngineOptions options;
    private @Nullable Backend backend;
    private @Nullable FaceAnalyzer analyzer;
    private final KeptModel kept = new KeptModel();
    private boolean closed;

    RunningEngine(BackendProvider provider, EngineOptions options) {
        this.provider = provider;
        this.options = options;
    }

    BackendProvider provider() {
        return provider;
    }

    /** Returns the backend, which the first to ask starts. */
    synchronized Backend backend() {
        checkOpen();
        if (backend == null) {
            backend = CheckedBackend.open(provider, options);
        }
        return backend;
    }

    synchronized FaceAnalyzer analyzer() {
        if (analyzer == null) {
            analyzer = backend().openFaceAnalyzer();
        }
        return analyzer;
    }

    /** Keeps a model's networks running in the place of another's. */
    void keep(ModelBundle model) {
        // Not under this lock: the face analyser starts at the same time.
        kept.keep(model, backend());
    }

    private void checkOpen() {
        checkState(!closed, "this engine is closed");
    }

    /** Closes all, by the last user or by the owner of all engines, whoever comes first. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        kept.close();
        if (analyzer != null) {
            analyzer.close();
        }
        if (backend != null) {
            backend.close();
        }
    }
}
