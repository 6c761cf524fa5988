package io.talkinghead.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.ParameterLayout;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Generator;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long a picture takes on a real GPU, copies included; told, not asserted. */
@Tag("gpu")
class GpuLatencyTest {
    private static final Logger LOG = LoggerFactory.getLogger(GpuLatencyTest.class);
    private static final int WARM_UP = 200;
    private static final int RUNS = 2000;

    @Test
    void generator_shippedModel_tellsItsLatency() {
        measure(ModelBundle.named(ModelBundle.DEFAULT_NAME));
    }

    @Test
    void generator_ofAHeadThatTurns_tellsItsLatency() {
        RealGpu.require(true);
        measure(randomModel(ModelSpec.turning()));
    }

    @Test
    void generator_ofThePapersSize_tellsItsLatencyBesideThePapers() {
        RealGpu.require(true);
        measure(randomModel(ModelSpec.paper()));
    }

    static ModelBundle randomModel(ModelSpec spec) {
        Map<String, List<Integer>> layout = new LinkedHashMap<>(ParameterLayout.embedder(spec));
        layout.putAll(ParameterLayout.generator(spec));
        Random random = new Random(1);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        layout.forEach((name, shape) -> {
            int count = shape.stream().reduce(1, Math::multiplyExact);
            double deviation = Math.sqrt(shape.isEmpty() ? 1 : (double) shape.get(0) / count);
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) (deviation * random.nextGaussian());
            }
            weights.put(name, Tensor.of(shape, values));
        });
        return ModelBundle.of("random", spec, new Weights(weights), Map.of(), "# random weights\n");
    }

    private static void measure(ModelBundle model) {
        TensorRt library = RealGpu.require(true);
        EngineOptions options =
                EngineOptions.defaults().withDevice(Device.cuda(0)).withThreads(1);
        try (Backend backend = new TensorRtBackendProvider(() -> library).open(options);
                Generator generator = backend.openGenerator(model, person(model));
                Generator.Pass pass = generator.newPass()) {
            pass.flow().ifPresent(flow -> {
                float[] grey = new float[pass.image().capacity()];
                pass.guideBy(generator.guide(grey, grey));
            });
            long[] times = new long[RUNS];
            for (int i = -WARM_UP; i < RUNS; i++) {
                long start = System.nanoTime();
                pass.run();
                if (i >= 0) {
                    times[i] = System.nanoTime() - start;
                }
            }
            Arrays.sort(times);
            LOG.warn(
                    "{} at {} px: median {} ms, 99 % under {} ms; the paper's 13 ms, our target 1.3 ms; {}",
                    model.name(),
                    model.spec().resolution(),
                    times[RUNS / 2] / 1e6,
                    times[RUNS * 99 / 100] / 1e6,
                    library.probe(Device.cuda(0)));
            assertThat(Float.isFinite(pass.image().get(0))).isTrue();
        }
    }

    private static Person person(ModelBundle model) {
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            x[i] = 40 + i % 10 * 5;
            y[i] = 40 + i / 10 * 7;
        }
        ReferencePhoto photo = new ReferencePhoto(Frame.of(128, 128, new byte[3 * 128 * 128]), Landmarks.of(x, y));
        Identity identity = new Identity.Embedded(new float[model.spec().embedding()]);
        return new Person(model.name(), model.id(), identity, List.of(photo), 0, Map.of());
    }
}
