package io.talkinghead.bench;

import io.talkinghead.Backends;
import io.talkinghead.evaluation.IdentitySimilarity;
import io.talkinghead.evaluation.ImageMetrics;
import io.talkinghead.face.DescriptorCrop;
import io.talkinghead.graph.GeneratorGraph;
import io.talkinghead.graph.NetworkGraph;
import io.talkinghead.graph.rewrite.Quantised;
import io.talkinghead.graph.rewrite.Range;
import io.talkinghead.graph.rewrite.Rewriting;
import io.talkinghead.graph.rewrite.Rewritten;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Planes;
import io.talkinghead.image.Resampler;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Tensor;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.BackendOptions;
import io.talkinghead.spi.Capability;
import io.talkinghead.spi.Device;
import io.talkinghead.spi.FeatureExtractor;
import io.talkinghead.spi.FeatureNet;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Calibrates the shipped generator's 8-bit form on the two sample portraits, and prints how its pictures differ from the 32-bit ones
 * and how much faster it is. Calibrated and judged in different poses.
 */
public final class QuantisedTable {
    private static final int CALIBRATION_POSES = 8;
    private static final int JUDGED_POSES = 5;
    private static final int TURNS = 21;

    private final ModelBundle model = ModelBundle.named(ModelBundle.DEFAULT_NAME);
    private final Rewritten exact;

    private QuantisedTable() {
        NetworkGraph graph = GeneratorGraph.of(model.spec());
        Map<String, Tensor> weights = new HashMap<>();
        graph.parameters().forEach(name -> weights.put(name, model.weights().tensor(name)));
        exact = Rewriting.apply(graph.model(), weights, Rewriting.standard());
    }

    /** Takes no arguments. */
    public static void main(String[] args) throws Exception {
        QuantisedTable table = new QuantisedTable();
        Rewritten small = Quantised.of(table.exact, table.ranges());
        table.compare(small);
        for (int threads = 1; threads <= 2; threads++) {
            table.time(small, threads);
        }
    }

    private Map<String, Range> ranges() throws Exception {
        Map<String, Range> ranges = new HashMap<>();
        Set<String> observed = Quantised.observed(exact);
        Rewritten probed = Quantised.probed(exact);
        try (PlainSession session = PlainSession.open(probed.model(), probed.weights(), 1, false)) {
            for (SampleInputs.Sample sample : SampleInputs.of(model, CALIBRATION_POSES)) {
                feed(session, sample);
                for (String value : observed) {
                    Range now = Range.EMPTY
                            .with(session.output(Quantised.least(value)).get(0))
                            .with(session.output(Quantised.most(value)).get(0));
                    ranges.merge(value, now, Range::and);
                }
            }
        }
        return ranges;
    }

    private static void feed(PlainSession session, SampleInputs.Sample sample) throws Exception {
        session.put(GeneratorGraph.INPUT, sample.input());
        session.put(GeneratorGraph.PSI, sample.psi());
        session.run();
    }

    private void compare(Rewritten small) throws Exception {
        double sum = 0;
        double worst = Double.POSITIVE_INFINITY;
        List<float[]> descriptors = new ArrayList<>();
        BackendOptions options = new BackendOptions(Device.CPU, 1, 0);
        try (PlainSession before = PlainSession.open(exact.model(), exact.weights(), 1, false);
                PlainSession after = PlainSession.open(small.model(), small.weights(), 1, false);
                Backend backend = Backends.open(null, EnumSet.of(Capability.EXTRACT_FEATURES), options);
                FeatureExtractor faces = backend.openFeatureExtractor(FeatureNet.FACE_DESCRIPTOR)) {
            List<SampleInputs.Sample> samples = SampleInputs.of(model, JUDGED_POSES);
            for (SampleInputs.Sample sample : samples) {
                Frame expected = picture(before, sample);
                Frame found = picture(after, sample);
                double psnr = ImageMetrics.psnr(expected, found);
                sum += psnr / samples.size();
                worst = Math.min(worst, psnr);
                descriptors.add(faces.extract(face(expected, sample)));
                descriptors.add(faces.extract(face(found, sample)));
            }
        }
        IdentitySimilarity similarity = IdentitySimilarity.from(descriptors);
        double least = 1;
        for (int i = 0; i < descriptors.size(); i += 2) {
            least = Math.min(least, similarity.between(descriptors.get(i), descriptors.get(i + 1)));
        }
        System.out.printf(
                Locale.ROOT,
                "8-bit against 32-bit pictures: PSNR %.1f dB (worst %.1f), CSIM at least %.4f%n",
                sum,
                worst,
                least);
    }

    private Frame picture(PlainSession session, SampleInputs.Sample sample) throws Exception {
        feed(session, sample);
        FloatBuffer image = session.output(GeneratorGraph.IMAGE);
        float[] planes = new float[image.capacity()];
        image.get(0, planes);
        return Planes.toFrame(planes, model.spec().resolution());
    }

    private static Frame face(Frame picture, SampleInputs.Sample sample) {
        return Resampler.crop(picture, DescriptorCrop.squareAround(sample.landmarks()), 150);
    }

    private void time(Rewritten small, int threads) throws Exception {
        try (PlainSession before = PlainSession.open(exact.model(), exact.weights(), threads, false);
                PlainSession after = PlainSession.open(small.model(), small.weights(), threads, false)) {
            SampleInputs.Sample sample = SampleInputs.of(model, 1).get(0);
            feed(before, sample);
            feed(after, sample);
            Turns turns = new Turns(threads)
                    .add("before", before::run)
                    .add("after", after::run)
                    .take(TURNS, 7);
            System.out.printf("%d thread(s): %s times as fast%n", threads, turns.ratio("before", "after"));
        }
    }
}
