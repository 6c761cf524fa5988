package io.talkinghead.internal.engine;

import static com.google.common.base.Preconditions.checkState;

import io.talkinghead.engine.EngineOptions;
import io.talkinghead.spi.BackendProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The backends at work for those who share them: users of the same backend with the same options have one in common, and with it
 * the running networks, the face analyser and the models. It is started by the first of them and closed by the last.
 *
 * <p><b>Threading:</b> any number of threads. Closing closes all backends, whoever uses them: that waits for calls in progress, and
 * every later call is an {@link IllegalStateException}.
 */
public final class Engines implements AutoCloseable {
    private final Map<Key, RunningEngine> running = new HashMap<>();
    private final SharedModels models = new SharedModels();
    private final FreedMemory freed = new FreedMemory();
    private boolean closed;

    /** No backend is at work yet. */
    public Engines() {}

    /** Returns the models of those who share these engines. */
    public SharedModels models() {
        return models;
    }

    /**
     * Returns a part in a backend, which is started when nobody else has one.
     *
     * @param user what to call who takes it, in refusals: "this head"
     */
    public EngineShare open(String user, BackendProvider provider, EngineOptions options) {
        // Providers are made anew by every look at the class path; the class stands for its loader too.
        Key key = new Key(provider.getClass(), options);
        RunningEngine shared;
        synchronized (this) {
            checkState(!closed, "this engine is closed");
            shared = running.computeIfAbsent(key, unused -> new RunningEngine(provider, options));
            shared.users++;
        }
        try {
            return new EngineShare(user, shared, () -> giveBack(key, shared));
        } catch (RuntimeException | Error e) {
            giveBack(key, shared);
            throw e;
        }
    }

    private void giveBack(Key key, RunningEngine shared) {
        boolean last;
        synchronized (this) {
            last = --shared.users == 0;
            if (last) {
                running.remove(key, shared);
            }
        }
        if (last) {
            shared.close();
        }
        freed.userLeft();
    }

    @Override
    public void close() {
        List<RunningEngine> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(running.values());
            running.clear();
        }
        left.forEach(RunningEngine::close);
    }

    private record Key(Class<?> provider, EngineOptions options) {}
}
