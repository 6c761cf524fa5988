package io.talkinghead.lab.evaluation;

import io.talkinghead.face.Face;
import io.talkinghead.face.FaceRegion;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Resampler;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.FeatureExtractor;
import io.talkinghead.spi.FeatureNet;
import io.talkinghead.spi.Generator;
import io.talkinghead.testkit.DrawnFaceAnalyzer;
import io.talkinghead.testkit.PaintedGenerator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A backend without networks: its generator hands back the moved photo, its features are a few pixels. */
final class PaintedBackend implements Backend {
    int embedded;
    /** What the analyser makes of the landmarks it finds. */
    UnaryOperator<Landmarks> seen = UnaryOperator.identity();

    @Override
    public String id() {
        return "painted";
    }

    @Override
    public Embedder openEmbedder(ModelBundle model) {
        return new Embedder() {
            @Override
            public ModelSpec spec() {
                return model.spec();
            }

            @Override
            public float[] embed(float[] landmarkPicture, float[] photo) {
                embedded++;
                return new float[model.spec().embedding()];
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Generator openGenerator(ModelBundle model, Person person) {
        return new PaintedGenerator(model.spec());
    }

    @Override
    public FaceAnalyzer openFaceAnalyzer() {
        FaceAnalyzer drawn = new DrawnFaceAnalyzer();
        return new FaceAnalyzer() {
            @Override
            public List<Face> analyze(Frame picture) {
                return drawn.analyze(picture).stream().map(this::seen).toList();
            }

            @Override
            public Optional<Face> track(Frame picture, FaceRegion region) {
                return drawn.track(picture, region).map(this::seen);
            }

            private Face seen(Face face) {
                return new Face(face.box(), face.score(), seen.apply(face.landmarks()), face.region());
            }

            @Override
            public void close() {
                drawn.close();
            }
        };
    }

    @Override
    public FeatureExtractor openFeatureExtractor(FeatureNet net) {
        return new FeatureExtractor() {
            @Override
            public int length() {
                return 12;
            }

            @Override
            public float[] extract(Frame picture) {
                Frame small = Resampler.resize(picture, 2, 2);
                float[] features = new float[12];
                for (int i = 0; i < 12; i++) {
                    features[i] = small.rgb()[i] & 0xFF;
                }
                return features;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {}
}
