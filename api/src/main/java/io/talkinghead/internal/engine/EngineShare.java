package io.talkinghead.internal.engine;

import io.talkinghead.face.Face;
import io.talkinghead.face.FaceRegion;
import io.talkinghead.image.Frame;
import io.talkinghead.internal.run.EngineGate;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.Generator;
import java.util.List;
import java.util.Optional;

/**
 * One user's part in a backend that others may use too. Closing it ends what this user does there, and nothing of the others'.
 * What it opens belongs to whoever asked for it, but for the face analyser.
 *
 * <p><b>Threading:</b> any number of threads. Closing waits for calls in progress; every later call is an {@link
 * IllegalStateException}.
 */
public final class EngineShare implements AutoCloseable {
    private final RunningEngine engine;
    private final Backend backend;
    private final Runnable giveBack;
    private final EngineGate gate;

    /** Takes a part in an engine, which starts if nobody has one; {@code user} is what to call who takes it in refusals: "this head". */
    EngineShare(String user, RunningEngine engine, Runnable giveBack) {
        this.engine = engine;
        backend = engine.backend();
        this.giveBack = giveBack;
        gate = new EngineGate(user);
    }

    /** Returns the backend's id. */
    public String id() {
        return backend.id();
    }

    /** Returns where the backend comes from. */
    BackendProvider provider() {
        return engine.provider();
    }

    /** Opens the model's embedder, to be closed before this. */
    public Embedder openEmbedder(ModelBundle model) {
        return gate.use(() -> backend.openEmbedder(model));
    }

    /** Starts what all persons of a model need; the engine keeps it running until another model is kept, or until it stops. */
    public void keep(ModelBundle model) {
        gate.use(() -> {
            engine.keep(model);
            return model;
        });
    }

    /** Opens a person's generator, to be closed before this. */
    public Generator openGenerator(ModelBundle model, Person person) {
        return gate.use(() -> backend.openGenerator(model, person));
    }

    /** Returns the backend's face analyser, which refuses this user's calls once this is closed. */
    public FaceAnalyzer analyzer() {
        return new SharedAnalyzer(gate.use(engine::analyzer));
    }

    /** Refuses when this is closed. */
    public void checkOpen() {
        gate.check();
    }

    @Override
    public void close() {
        gate.close(giveBack);
    }

    private final class SharedAnalyzer implements FaceAnalyzer {
        private final FaceAnalyzer shared;

        SharedAnalyzer(FaceAnalyzer shared) {
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
