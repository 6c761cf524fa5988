package io.talkinghead;

import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
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
import io.talkinghead.testkit.DrawnFaceAnalyzer;
import io.talkinghead.testkit.PaintedGenerator;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A backend without networks: it finds drawn faces, and paints instead of generating. */
final class PaintedBackend implements Backend {
    final List<PaintedGenerator> generators = new ArrayList<>();
    boolean closed;

    @Override
    public String id() {
        return "painted";
    }

    @Override
    public Embedder openEmbedder(ModelBundle model) {
        ModelSpec spec = model.spec();
        return new Embedder() {
            @Override
            public ModelSpec spec() {
                return spec;
            }

            @Override
            public float[] embed(float[] landmarkPicture, float[] photo) {
                return new float[spec.embedding()];
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Generator openGenerator(ModelBundle model, Person person) {
        PaintedGenerator generator = new PaintedGenerator(model.spec());
        generators.add(generator);
        return generator;
    }

    @Override
    public FaceAnalyzer openFaceAnalyzer() {
        return new DrawnFaceAnalyzer();
    }

    @Override
    public FeatureExtractor openFeatureExtractor(FeatureNet net) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Opens this one. */
    BackendProvider provider() {
        return new Provider(this);
    }

    private record Provider(PaintedBackend backend) implements BackendProvider {
        @Override
        public String id() {
            return "painted";
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
            return EnumSet.of(Capability.EMBED, Capability.GENERATE, Capability.ANALYZE_FACES);
        }

        @Override
        public Probe probe(EngineRequest request) {
            return new Probe.Usable("paint");
        }

        @Override
        public Backend open(EngineOptions options) {
            return backend;
        }
    }
}
