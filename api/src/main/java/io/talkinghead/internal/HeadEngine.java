package io.talkinghead.internal;

import io.talkinghead.face.Face;
import io.talkinghead.face.FaceRegion;
import io.talkinghead.image.Frame;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.Generator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One head's part in a backend that other heads may use too. Closing it ends what this head does there, and nothing of the
 * others'.
 *
 * <p><b>Threading:</b> any number of threads. Closing waits for calls in progress; every later call is an {@link
 * IllegalStateException}.
 */
public final class HeadEngine implements AutoCloseable {
    private final Backend backend;
    private final Function<Backend, FaceAnalyzer> analyzers;
    private final Runnable giveBack;
    private final ReadWriteLock gate = new ReentrantReadWriteLock();
    private @Nullable Generator generator;
    private boolean closed;

    HeadEngine(Backend backend, Function<Backend, FaceAnalyzer> analyzers, Runnable giveBack) {
        this.backend = backend;
        this.analyzers = analyzers;
        this.giveBack = giveBack;
    }

    /** Returns the backend's id. */
    public String id() {
        return backend.id();
    }

    /** Opens the model's embedder, to be closed before the head. */
    public Embedder openEmbedder(ModelBundle model) {
        return use(() -> backend.openEmbedder(model));
    }

    /** Starts the model's generator before the person is known. */
    public Backend.Preloaded preload(ModelBundle model) {
        return use(() -> backend.preload(model));
    }

    /** Opens the head's generator, once; it is closed with the head at the latest. */
    public Generator openGenerator(ModelBundle model, Person person) {
        return use(() -> {
            Generator opened = backend.openGenerator(model, person);
            generator = opened;
            return opened;
        });
    }

    /** Returns the backend's face analyser, which refuses this head's calls once the head is closed. */
    public FaceAnalyzer analyzer() {
        return new HeadAnalyzer(use(() -> analyzers.apply(backend)));
    }

    /** Refuses when the head is closed. */
    public void checkOpen() {
        enter();
        gate.readLock().unlock();
    }

    /** Takes the lock for reading, to be unlocked by the caller. */
    private void enter() {
        gate.readLock().lock();
        if (closed) {
            gate.readLock().unlock();
            throw new IllegalStateException("this head is closed");
        }
    }

    private <T> T use(Supplier<T> work) {
        enter();
        try {
            return work.get();
        } finally {
            gate.readLock().unlock();
        }
    }

    @Override
    public void close() {
        gate.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            gate.writeLock().unlock();
        }
        if (generator != null) {
            generator.close();
        }
        giveBack.run();
    }

    private final class HeadAnalyzer implements FaceAnalyzer {
        private final FaceAnalyzer shared;

        HeadAnalyzer(FaceAnalyzer shared) {
            this.shared = shared;
        }

        @Override
        public List<Face> analyze(Frame picture) {
            enter();
            try {
                return shared.analyze(picture);
            } finally {
                gate.readLock().unlock();
            }
        }

        @Override
        public Optional<Face> track(Frame picture, FaceRegion region) {
            enter();
            try {
                return shared.track(picture, region);
            } finally {
                gate.readLock().unlock();
            }
        }

        /** It is the backend's, and closed with it. */
        @Override
        public void close() {}
    }
}
