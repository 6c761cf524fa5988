package io.talkinghead.evaluation;

import io.talkinghead.dataset.DrawnFaceAnalyzer;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Resampler;
import io.talkinghead.internal.PaintedGenerator;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.FeatureExtractor;
import io.talkinghead.spi.FeatureNet;
import io.talkinghead.spi.FewShotTuner;
import io.talkinghead.spi.Generator;
import io.talkinghead.spi.MetaTrainer;

/** A backend without networks: its generator hands back the warped photo, its features are a few pixels. */
final class PaintedBackend implements Backend {
    int embedded;

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
        return new DrawnFaceAnalyzer();
    }

    @Override
    public FewShotTuner openTuner(ModelBundle model) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MetaTrainer openTrainer() {
        throw new UnsupportedOperationException();
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
