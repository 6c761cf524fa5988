package io.talkinghead.bench;

import io.talkinghead.Backends;
import io.talkinghead.lab.evaluation.IdentitySimilarity;
import io.talkinghead.lab.evaluation.ImageMetrics;
import io.talkinghead.face.DescriptorCrop;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Resampler;
import io.talkinghead.internal.render.HeadRenderer;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.Device;
import io.talkinghead.spi.FeatureExtractor;
import io.talkinghead.spi.FeatureNet;
import io.talkinghead.spi.Generator;
import io.talkinghead.engine.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * Opens the generator of the two sample portraits with floats and with 8 bits, as a head does, and prints how the pictures differ,
 * how much faster the 8-bit ones are and how long its calibration takes. The poses judged are not those of the calibration.
 */
public final class QuantisedTable {
    private static final String MODEL = "model=";
    private static final int JUDGED_POSES = 5;
    private static final int TURNS = 21;
    private static final int OPENINGS = 5;

    private final ModelBundle model;
    private final List<SampleInputs.Sample> samples;

    private QuantisedTable(ModelBundle model) {
        this.model = model;
        samples = SampleInputs.of(model, JUDGED_POSES);
    }

    /** Takes {@code model=PATH} for another model than the shipped one. */
    public static void main(String[] args) throws Exception {
        ModelBundle model = ModelBundle.named(ModelBundle.DEFAULT_NAME);
        for (String arg : args) {
            if (arg.startsWith(MODEL)) {
                model = ModelBundle.open(Path.of(arg.substring(MODEL.length())));
            }
        }
        QuantisedTable table = new QuantisedTable(model);
        table.compare();
        for (int threads = 1; threads <= 2; threads++) {
            table.time(threads);
        }
        table.timeOpening();
    }

    private static Backend backend(Precision precision, int threads) {
        return Backends.open(
                "onnx", EnumSet.of(Capability.GENERATE), EngineOptions.defaults().withDevice(Device.CPU).withThreads(threads).withPrecision(precision));
    }

    private void compare() {
        double sum = 0;
        double worst = Double.POSITIVE_INFINITY;
        List<float[]> descriptors = new ArrayList<>();
        try (Backend floats = backend(Precision.FLOAT32, 1);
                Backend small = backend(Precision.INT8, 1);
                FeatureExtractor faces = floats.openFeatureExtractor(FeatureNet.FACE_DESCRIPTOR)) {
            for (SampleInputs.Sample sample : samples) {
                Frame expected = picture(floats, sample);
                Frame found = picture(small, sample);
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
                "%s, 8-bit against 32-bit pictures: PSNR %.1f dB (worst %.1f), CSIM at least %.4f%n",
                model.name(),
                sum,
                worst,
                least);
    }

    /** Takes what a head shows at the network's own size. */
    private Frame picture(Backend backend, SampleInputs.Sample sample) {
        Generator generator = backend.openGenerator(model, sample.person());
        try (HeadRenderer renderer = new HeadRenderer(
                generator, sample.person(), Framing.CROP, model.spec().resolution())) {
            return renderer.render(sample.pose());
        }
    }

    private static Frame face(Frame picture, SampleInputs.Sample sample) {
        return Resampler.crop(picture, DescriptorCrop.squareAround(sample.landmarks()), 150);
    }

    private void time(int threads) throws Exception {
        SampleInputs.Sample sample = samples.get(0);
        try (Backend floats = backend(Precision.FLOAT32, threads);
                Backend small = backend(Precision.INT8, threads);
                Generator exact = floats.openGenerator(model, sample.person());
                Generator rounded = small.openGenerator(model, sample.person());
                Generator.Pass before = exact.newPass();
                Generator.Pass after = rounded.newPass()) {
            sample.give(exact, before);
            sample.give(rounded, after);
            Turns turns = new Turns(threads)
                    .add("before", before::run)
                    .add("after", after::run)
                    .take(TURNS, 7);
            System.out.printf("%d thread(s): %s times as fast%n", threads, turns.ratio("before", "after"));
        }
    }

    /** The engine's threads are one, so that the caller's processor time is all there is. */
    private void timeOpening() throws Exception {
        Person person = samples.get(0).person();
        try (Backend floats = backend(Precision.FLOAT32, 1);
                Backend small = backend(Precision.INT8, 1)) {
            Turns turns = new Turns(1)
                    .add("before", () -> floats.openGenerator(model, person).close())
                    .add("after", () -> small.openGenerator(model, person).close())
                    .take(OPENINGS, 1);
            System.out.printf(
                    Locale.ROOT,
                    "opening takes %.2f s of processor time instead of %.2f s%n",
                    turns.median("after") / 1e3,
                    turns.median("before") / 1e3);
        }
    }
}
