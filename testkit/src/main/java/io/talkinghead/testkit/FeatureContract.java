package io.talkinghead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Resampler;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendProvider;
import io.talkinghead.spi.FeatureExtractor;
import io.talkinghead.spi.FeatureNet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apiguardian.api.API;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The part of the {@link BackendContract} about feature networks; one who does not declare them is tested there. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract class FeatureContract {
    /** Tolerance against the reference features, relative to the largest. */
    private static final double TOLERANCE = 1e-3;

    FeatureContract() {}

    /** Returns the provider under test. */
    protected abstract BackendProvider provider();

    /** Returns the options it is tested with. */
    protected EngineOptions options() {
        return EngineOptions.defaults().withThreads(2);
    }

    /** Opens the provider's backend. */
    final Backend open() {
        return provider().open(options());
    }

    private Backend openForFeatures() {
        assumeTrue(provider().capabilities().contains(Capability.EXTRACT_FEATURES), "declares no feature networks");
        return open();
    }

    @ParameterizedTest
    @EnumSource(FeatureNet.class)
    void extract_referencePicture_givesTheReferenceFeatures(FeatureNet net) {
        float[] expected = Golden.features(net, "features");
        try (Backend backend = openForFeatures();
                FeatureExtractor extractor = backend.openFeatureExtractor(net)) {
            assertThat(extractor.length()).isEqualTo(expected.length);
            float[] found = extractor.extract(Golden.featurePicture(net));
            Golden.assertClose(found, expected, TOLERANCE * Golden.range(expected));
        }
    }

    @ParameterizedTest
    @EnumSource(FeatureNet.class)
    void extract_pictureOfOtherSize_resizesIt(FeatureNet net) {
        Frame picture = Golden.featurePicture(net);
        Frame larger = Resampler.resize(picture, 2 * picture.widthPx(), 2 * picture.heightPx());
        Frame again = Resampler.resize(larger, picture.widthPx(), picture.heightPx());
        try (Backend backend = openForFeatures();
                FeatureExtractor extractor = backend.openFeatureExtractor(net)) {
            assertThat(extractor.extract(larger)).isEqualTo(extractor.extract(again));
        }
    }

    @ParameterizedTest
    @EnumSource(FeatureNet.class)
    void extract_fourThreadsWithTwoPictures_giveWhatOneGives(FeatureNet net) throws Exception {
        List<Frame> pictures = List.of(Golden.featurePicture(net), Frame.of(2, 2, new byte[12]));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Backend backend = openForFeatures();
                FeatureExtractor extractor = backend.openFeatureExtractor(net)) {
            List<float[]> expected = pictures.stream().map(extractor::extract).toList();
            List<Callable<float[]>> jobs = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Frame picture = pictures.get(i % 2);
                jobs.add(() -> extractor.extract(picture));
            }
            List<Future<float[]>> found = threads.invokeAll(jobs);
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i).get()).isEqualTo(expected.get(i % 2));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(FeatureNet.class)
    void extract_afterClose_isRefused(FeatureNet net) {
        Frame picture = Golden.featurePicture(net);
        Backend backend = openForFeatures();
        FeatureExtractor used = backend.openFeatureExtractor(net);
        FeatureExtractor unused = backend.openFeatureExtractor(net);
        used.extract(picture);
        used.close();
        used.close();
        assertThatThrownBy(() -> used.extract(picture)).isInstanceOf(IllegalStateException.class);
        backend.close();
        assertThatThrownBy(() -> unused.extract(picture)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> backend.openFeatureExtractor(net)).isInstanceOf(IllegalStateException.class);
        unused.close();
    }
}
