package io.talkinghead.onnx;

import io.talkinghead.graph.feature.FeatureNetFile;
import io.talkinghead.image.Frame;
import io.talkinghead.spi.BackendOptions;
import io.talkinghead.spi.FeatureExtractor;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A feature network on ONNX Runtime. */
final class OnnxFeatureExtractor implements FeatureExtractor {
    private final FeatureNetFile file;
    private final OnnxSession session;

    /** Buffers nobody works with now; as many as threads ever worked at once. */
    private final Queue<OnnxSession.Call> idle = new ConcurrentLinkedQueue<>();

    private OnnxFeatureExtractor(FeatureNetFile file, OnnxSession session) {
        this.file = file;
        this.session = session;
    }

    static OnnxFeatureExtractor open(FeatureNetFile file, BackendOptions options) {
        String what = "feature network " + file.name().toLowerCase(Locale.ROOT);
        return new OnnxFeatureExtractor(file, OnnxSession.open(what, file.read(), Map.of(), options));
    }

    @Override
    public int length() {
        return file.length();
    }

    @Override
    public float[] extract(Frame picture) {
        OnnxSession.Call waiting = idle.poll();
        OnnxSession.Call call = waiting == null ? newCall() : waiting;
        try {
            file.write(picture, call.buffer(FeatureNetFile.INPUT));
            call.run();
            return file.features(call.buffer(file.featureOutput()));
        } finally {
            idle.add(call);
        }
    }

    private OnnxSession.Call newCall() {
        long resolution = file.resolution();
        String output = file.featureOutput();
        return session.newCall(
                Map.of(FeatureNetFile.INPUT, new long[] {1, 3, resolution, resolution}),
                Map.of(output, file.outputShape(output)));
    }

    @Override
    public void close() {
        session.close();
    }
}
