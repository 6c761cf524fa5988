package io.talkinghead.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.engine.EngineOptions;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Generator;
import io.talkinghead.testkit.NativeMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ManyPersonsTest {
    private static final int PERSONS = 100;
    /** Of each: 8 MB, with the photo that guides and what it lends. */
    private static final long LIMIT_KILOBYTES = PERSONS * 8L << 10;

    @Test
    void openGenerator_aHundredPersonsReadyToRender_takeEightMegabytesEachAndStayThemselves() throws Exception {
        ModelBundle model = ModelBundle.named(ModelBundle.DEFAULT_NAME);
        long before = NativeMemory.residentKilobytes();
        List<Generator.Pass> passes = new ArrayList<>();
        try (Backend backend = new OnnxBackendProvider().open(EngineOptions.defaults())) {
            for (int i = 0; i < PERSONS; i++) {
                Generator generator = backend.openGenerator(model, person(model, i));
                Generator.Pass pass = generator.newPass();
                float[] photo = new float[pass.image().capacity()];
                Arrays.fill(photo, i / (float) PERSONS);
                pass.guideBy(generator.guide(photo, photo));
                passes.add(pass);
            }
            float[] first = picture(passes.get(0));
            float[] last = picture(passes.get(PERSONS - 1));
            assertThat(picture(passes.get(0))).isEqualTo(first).isNotEqualTo(last);
            assertThat(NativeMemory.residentKilobytes() - before).isLessThan(LIMIT_KILOBYTES);
        }
    }

    private static float[] picture(Generator.Pass pass) {
        Random random = new Random(6);
        for (int i = 0; i < pass.input().capacity(); i++) {
            pass.input().put(i, 2 * random.nextFloat() - 1);
        }
        pass.run();
        float[] picture = new float[pass.image().capacity()];
        pass.image().get(0, picture);
        return picture;
    }

    private static Person person(ModelBundle model, long seed) {
        Random random = new Random(seed);
        float[] embedding = new float[model.spec().embedding()];
        for (int i = 0; i < embedding.length; i++) {
            embedding[i] = (float) random.nextGaussian();
        }
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            x[i] = 10 + random.nextFloat() * 44;
            y[i] = 10 + random.nextFloat() * 44;
        }
        ReferencePhoto photo = new ReferencePhoto(Frame.of(64, 64, new byte[3 * 64 * 64]), Landmarks.of(x, y));
        return new Person(model.name(), model.id(), new Identity.Embedded(embedding), List.of(photo), 0, Map.of());
    }
}
