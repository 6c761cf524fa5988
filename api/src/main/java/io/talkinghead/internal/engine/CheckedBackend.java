package io.talkinghead.internal.engine;

import io.talkinghead.engine.EngineOptions;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.FeatureExtractor;
import io.talkinghead.spi.FeatureNet;
import io.talkinghead.spi.Generator;

/**
 * A backend that is not trusted: what it throws is the library's own exception, results of another shape and numbers that are none
 * are refused, and a call that does not come back within the deadline of the options is left alone.
 *
 * <p><b>Threading:</b> any number of threads.
 */
final class CheckedBackend implements Backend {
    private final Backend backend;
    private final EngineCalls calls;

    private CheckedBackend(Backend backend, EngineCalls calls) {
        this.backend = backend;
        this.calls = calls;
    }

    /** Starts a provider's engine; what goes wrong with that is typed too. */
    static CheckedBackend open(BackendProvider provider, EngineOptions options) {
        EngineCalls calls = new EngineCalls(provider.id(), options.deadline());
        return new CheckedBackend(calls.patientCall("starting", () -> provider.open(options)), calls);
    }

    @Override
    public String id() {
        return backend.id();
    }

    @Override
    public Embedder openEmbedder(ModelBundle model) {
        return new CheckedEmbedder(calls.patientCall("opening the embedder", () -> backend.openEmbedder(model)), calls);
    }

    @Override
    public Generator openGenerator(ModelBundle model, Person person) {
        return new CheckedGenerator(
                calls.patientCall("opening the generator", () -> backend.openGenerator(model, person)), calls);
    }

    @Override
    public Preloaded preload(ModelBundle model) {
        Preloaded preloaded = calls.patientCall("opening the generator", () -> backend.preload(model));
        return () -> calls.release(preloaded::close);
    }

    @Override
    public FaceAnalyzer openFaceAnalyzer() {
        return new CheckedAnalyzer(calls.patientCall("opening the face analyser", backend::openFaceAnalyzer), calls);
    }

    @Override
    public FeatureExtractor openFeatureExtractor(FeatureNet net) {
        return calls.patientCall("opening a feature network", () -> backend.openFeatureExtractor(net));
    }

    @Override
    public void close() {
        calls.release(backend::close);
        calls.close();
    }
}
