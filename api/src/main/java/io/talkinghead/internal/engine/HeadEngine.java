package io.talkinghead.internal.engine;

import io.talkinghead.face.Face;
import io.talkinghead.face.FaceRegion;
import io.talkinghead.image.Frame;
import io.talkinghead.internal.run.EngineGate;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.Generator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
    private final EngineGate gate = new EngineGate("this head");
    private @Nullable Generator generator;

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
        return gate.use(() -> backend.openEmbedder(model));
    }

    /** Starts the model's generator before the person is known. */
    public Backend.Preloaded preload(ModelBundle model) {
        return gate.use(() -> backend.preload(model));
    }

    /** Opens the head's generator, once; it is closed with the head at the latest. */
    public Generator openGenerator(ModelBundle model, Person person) {
        return gate.use(() -> {
            Generator opened = backend.openGenerator(model, person);
            generator = opened;
            return opened;
        });
    }

    /** Returns the backend's face analyser, which refuses this head's calls once the head is closed. */
    public FaceAnalyzer analyzer() {
        return new HeadAnalyzer(gate.use(() -> analyzers.apply(backend)));
    }

    /** Refuses when the head is closed. */
    public void checkOpen() {
        gate.check();
    }

    @Override
    public void close() {
        gate.close(() -> {
            if (generator != null) {
                generator.close();
            }
            giveBack.run();
        });
    }

    private final class HeadAnalyzer implements FaceAnalyzer {
        private final FaceAnalyzer shared;

        HeadAnalyzer(FaceAnalyzer shared) {
            this.shared = shared;
        }

        @Override
        public List<Face> analyze(Frame picture) {
            return gate.use(() -> shared.analyze(picture));
        }

        @Override
        public Optional<Face> track(Frame picture, FaceRegion region) {
            return gate.use(() -> shared.track(picture, region));
        }

        /** It is the backend's, and closed with it. */
        @Override
        public void close() {}
    }
}
