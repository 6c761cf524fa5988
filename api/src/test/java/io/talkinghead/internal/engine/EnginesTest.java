package io.talkinghead.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.engine.Capability;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.face.Face;
import io.talkinghead.face.FaceRegion;
import io.talkinghead.image.Frame;
import io.talkinghead.model.ContentWeights;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Upsampling;
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
import io.talkinghead.testkit.Golden;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EnginesTest {
    private static final EngineOptions OPTIONS =
            EngineOptions.defaults().withDevice(Device.CPU).withThreads(1);
    private static final Frame PICTURE = Frame.of(1, 1, new byte[3]);
    private static final ModelBundle MODEL = Golden.tinyModel(Upsampling.BLOCK_END);

    private final Engines shared = new Engines();
    private final List<CountedBackend> started = new ArrayList<>();
    private boolean broken;

    @Test
    void open_sameProviderAndOptions_startsOneBackendAndOneAnalyzer() {
        EngineShare first = shared.open("this head", new CountedProvider(), OPTIONS);
        EngineShare second = shared.open("this head", new CountedProvider(), OPTIONS);
        first.analyzer().analyze(PICTURE);
        second.analyzer().analyze(PICTURE);
        assertThat(started).hasSize(1);
        assertThat(started.get(0).analyzers).isEqualTo(1);
    }

    @Test
    void open_otherOptions_startsAnother() {
        shared.open("this head", new CountedProvider(), OPTIONS);
        shared.open(
                "this head",
                new CountedProvider(),
                EngineOptions.defaults().withDevice(Device.CPU).withThreads(2));
        shared.open(
                "this head",
                new CountedProvider(),
                EngineOptions.defaults().withDevice(Device.CPU).withThreads(1).withSeed(1));
        assertThat(started).hasSize(3);
    }

    @Test
    void close_oneOfTwo_refusesItsOwnCallsOnly() {
        EngineShare first = shared.open("this head", new CountedProvider(), OPTIONS);
        EngineShare second = shared.open("this head", new CountedProvider(), OPTIONS);
        FaceAnalyzer ofFirst = first.analyzer();
        FaceAnalyzer ofSecond = second.analyzer();
        first.close();
        first.close();
        assertThatThrownBy(() -> ofFirst.analyze(PICTURE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(first::analyzer).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(first::checkOpen).isInstanceOf(IllegalStateException.class);
        assertThat(ofSecond.analyze(PICTURE)).isEmpty();
        assertThat(started.get(0).closed).isFalse();
    }

    @Test
    void close_theLast_closesTheBackendAndTheNextStartsItAnew() {
        EngineShare first = shared.open("this head", new CountedProvider(), OPTIONS);
        EngineShare second = shared.open("this head", new CountedProvider(), OPTIONS);
        second.close();
        first.close();
        assertThat(started.get(0).closed).isTrue();
        shared.open("this head", new CountedProvider(), OPTIONS);
        assertThat(started).hasSize(2);
    }

    @Test
    void open_backendThatDoesNotStart_leavesNothingAndIsTriedAgain() {
        broken = true;
        assertThatThrownBy(() -> shared.open("this head", new CountedProvider(), OPTIONS))
                .hasMessageContaining("TH-406")
                .hasMessageContaining("broken");
        broken = false;
        shared.open("this head", new CountedProvider(), OPTIONS).close();
        assertThat(started)
                .singleElement()
                .satisfies(backend -> assertThat(backend.closed).isTrue());
    }

    @Test
    void close_whileAnalyzing_waits() throws Exception {
        EngineShare head = shared.open("this head", new CountedProvider(), OPTIONS);
        FaceAnalyzer analyzer = head.analyzer();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Thread closing = new Thread(head::close);
        try {
            Future<?> analysis = threads.submit(() -> analyzer.track(PICTURE, new FaceRegion(0, 0, 1, 0)));
            started.get(0).tracking.await();
            closing.start();
            while (closing.getState() == Thread.State.NEW || closing.getState() == Thread.State.RUNNABLE) {
                Thread.onSpinWait();
            }
            assertThat(closing.isAlive()).isTrue();
            started.get(0).goOn.countDown();
            analysis.get();
            closing.join();
            assertThat(started.get(0).events).startsWith("analysed", "closed");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void keep_model_runsUntilAnotherIsKeptOrTheLastUserLeaves() {
        EngineShare first = shared.open("this head", new CountedProvider(), OPTIONS);
        EngineShare second = shared.open("this head", new CountedProvider(), OPTIONS);
        first.keep(MODEL);
        second.keep(MODEL);
        first.close();
        List<String> events = started.get(0).events;
        assertThat(events).containsExactly("started");
        second.keep(MODEL.withContent(new ContentWeights(2, 2)));
        assertThat(events).containsExactly("started", "stopped", "started");
        second.close();
        assertThat(events).containsExactly("started", "stopped", "started", "stopped", "closed");
        assertThatThrownBy(() -> second.keep(MODEL)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keep_modelThatDoesNotStart_isTriedAgain() {
        EngineShare share = shared.open("this head", new CountedProvider(), OPTIONS);
        started.get(0).broken = true;
        assertThatThrownBy(() -> share.keep(MODEL)).hasRootCauseMessage("broken");
        started.get(0).broken = false;
        share.keep(MODEL);
        assertThat(started.get(0).events).containsExactly("started");
    }

    private final class CountedProvider implements BackendProvider {
        @Override
        public String id() {
            return "counted";
        }

        @Override
        public int spiVersion() {
            return 1;
        }

        @Override
        public int priority() {
            return 1;
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of(Capability.ANALYZE_FACES);
        }

        @Override
        public Probe probe(EngineRequest request) {
            return new Probe.Usable("for tests");
        }

        @Override
        public Backend open(EngineOptions options) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            CountedBackend backend = new CountedBackend();
            started.add(backend);
            return backend;
        }
    }

    private static final class CountedBackend implements Backend, FaceAnalyzer {
        final CountDownLatch tracking = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        final List<String> events = Collections.synchronizedList(new ArrayList<>());
        int analyzers;
        boolean broken;
        boolean closed;

        @Override
        public String id() {
            return "counted";
        }

        @Override
        public Embedder openEmbedder(ModelBundle model) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Generator openGenerator(ModelBundle model, Person person) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Preloaded preload(ModelBundle model) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            events.add("started");
            return () -> events.add("stopped");
        }

        @Override
        public FaceAnalyzer openFaceAnalyzer() {
            analyzers++;
            return this;
        }

        @Override
        public FeatureExtractor openFeatureExtractor(FeatureNet net) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Face> analyze(Frame picture) {
            return List.of();
        }

        @Override
        public Optional<Face> track(Frame picture, FaceRegion region) {
            tracking.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            events.add("analysed");
            return Optional.empty();
        }

        @Override
        public void close() {
            events.add("closed");
            closed = true;
        }
    }
}
