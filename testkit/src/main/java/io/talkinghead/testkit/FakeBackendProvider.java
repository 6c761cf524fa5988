package io.talkinghead.testkit;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.EngineRequest;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.FeatureExtractor;
import io.talkinghead.spi.FeatureNet;
import io.talkinghead.spi.Generator;
import io.talkinghead.spi.Probe;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * A backend without an engine, for tests of what chooses and uses backends: it finds {@link DrawnFaces}, embeds every photo as
 * zeros and generates with a {@link PaintedGenerator}.
 *
 * <p><b>Threading:</b> any number of threads.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FakeBackendProvider implements BackendProvider {
    private final String id;
    private final int priority;
    private final Function<EngineRequest, Probe> probe;
    private final AtomicInteger running = new AtomicInteger();
    private final List<PaintedGenerator> generators = new CopyOnWriteArrayList<>();

    /** Makes one with the id {@code fake}, of the lowest priority, that refuses nothing. */
    public FakeBackendProvider() {
        this("fake", 1, request -> new Probe.Usable("no engine"));
    }

    /**
     * Makes one.
     *
     * @param probe answers what it is asked before it is opened
     */
    public FakeBackendProvider(String id, int priority, Function<EngineRequest, Probe> probe) {
        this.id = id;
        this.priority = priority;
        this.probe = probe;
    }

    /** Returns how many of its backends are open. */
    public int running() {
        return running.get();
    }

    /** Returns the generators that its backends have opened, closed ones as well. */
    public List<PaintedGenerator> generators() {
        return List.copyOf(generators);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int spiVersion() {
        return 1;
    }

    @Override
    public int priority() {
        return priority;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.EMBED, Capability.GENERATE, Capability.ANALYZE_FACES);
    }

    @Override
    public Probe probe(EngineRequest request) {
        return probe.apply(request);
    }

    @Override
    public Backend open(EngineOptions options) {
        running.incrementAndGet();
        return new FakeBackend();
    }

    private final class FakeBackend implements Backend {
        private boolean closed;

        @Override
        public String id() {
            return id;
        }

        @Override
        public synchronized Embedder openEmbedder(ModelBundle model) {
            checkOpen();
            return new ZeroEmbedder(model.spec());
        }

        @Override
        public synchronized Generator openGenerator(ModelBundle model, Person person) {
            checkOpen();
            person.checkModel(model);
            PaintedGenerator generator = new PaintedGenerator(model.spec());
            generators.add(generator);
            return generator;
        }

        @Override
        public synchronized FaceAnalyzer openFaceAnalyzer() {
            checkOpen();
            return new DrawnFaceAnalyzer();
        }

        @Override
        public FeatureExtractor openFeatureExtractor(FeatureNet net) {
            throw new TalkingHeadException(
                    ErrorCode.BACKEND_LACKS_CAPABILITY, "the backend " + id + " has no engine for " + net);
        }

        private void checkOpen() {
            checkState(!closed, "this backend is closed");
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                running.decrementAndGet();
            }
        }
    }

    private record ZeroEmbedder(ModelSpec spec) implements Embedder {
        @Override
        public float[] embed(float[] landmarkPicture, float[] photo) {
            int length = 3 * spec.resolution() * spec.resolution();
            checkArgument(landmarkPicture.length == length && photo.length == length, "not %s values", length);
            return new float[spec.embedding()];
        }

        @Override
        public void close() {}
    }
}
