package io.talkinghead.engine;

import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.FeatureExtractor;
import io.talkinghead.spi.FewShotTuner;
import io.talkinghead.spi.Generator;
import org.apiguardian.api.API;

/** What a backend may offer. */
@API(status = API.Status.STABLE, since = "0.1")
public enum Capability {
    /** Photos to identity embedding: {@link Embedder}. */
    EMBED,
    /** Person and landmark picture to picture: {@link Generator}. */
    GENERATE,
    /** A {@link Generator} that computes with 8 bits: {@link Precision#INT8}. */
    GENERATE_INT8,
    /** Picture to faces with landmarks: {@link FaceAnalyzer}. */
    ANALYZE_FACES,
    /** Photos to a fine-tuned person: {@link FewShotTuner}. */
    TUNE,
    /** Dataset to a model: the trainers of the artifact {@code talkinghead-lab}. */
    TRAIN,
    /** Picture to a vector of features: {@link FeatureExtractor}. */
    EXTRACT_FEATURES
}
