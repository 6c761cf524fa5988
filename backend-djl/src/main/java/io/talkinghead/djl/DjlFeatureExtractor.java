package io.talkinghead.djl;

import io.talkinghead.graph.feature.FeatureNetFile;
import io.talkinghead.image.Frame;
import io.talkinghead.spi.BackendOptions;
import io.talkinghead.spi.FeatureExtractor;
import java.util.Map;

/** A feature network on DJL. */
record DjlFeatureExtractor(FeatureNetFile file, DjlNetwork network) implements FeatureExtractor {
    static DjlFeatureExtractor open(FeatureNetFile file, BackendOptions options) {
        return new DjlFeatureExtractor(file, DjlNetwork.open(file.read(), Map.of(), options));
    }

    @Override
    public int length() {
        return file.length();
    }

    @Override
    public float[] extract(Frame picture) {
        long resolution = file.resolution();
        String output = file.featureOutput();
        try (DjlCall call = new DjlCall(
                network,
                Map.of(FeatureNetFile.INPUT, new long[] {1, 3, resolution, resolution}),
                Map.of(output, file.outputShape(output)))) {
            file.write(picture, call.input(FeatureNetFile.INPUT));
            call.run();
            return file.features(call.output(output));
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
