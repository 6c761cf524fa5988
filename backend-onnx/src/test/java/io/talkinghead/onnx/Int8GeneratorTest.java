package io.talkinghead.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.conditioning.GeneratorInput;
import io.talkinghead.conditioning.PreparedPhoto;
import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.engine.Precision;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import io.talkinghead.graph.net.GeneratorGraph;
import io.talkinghead.graph.net.TurnedGraph;
import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.graph.precision.Int8Generator;
import io.talkinghead.graph.rewrite.Rewriting;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Resampler;
import io.talkinghead.model.Conditioning;
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
import io.talkinghead.testkit.Golden;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Int8GeneratorTest {
    private static final EngineOptions FLOATS =
            EngineOptions.defaults().withDevice(Device.CPU).withThreads(1);
    private static final int PX = 64;
    private static final Landmarks FACE = Golden.face(128);

    static Stream<Conditioning> conditionings() {
        return Stream.of(Conditioning.landmarks(), Conditioning.turned());
    }

    @ParameterizedTest
    @MethodSource("conditionings")
    void generate_int8_isNearTheFloatsButNotThem(Conditioning conditioning) {
        ModelBundle model = model(conditioning, 32);
        Person person = person(model, embedded(model));
        float[] expected = picture(model, person, FLOATS);
        float[] found = picture(model, person, FLOATS.withPrecision(Precision.INT8));
        assertThat(psnr(expected, found)).isBetween(30.0, 90.0);
    }

    @Test
    void generate_int8TunedPerson_usesTheirWeights() {
        ModelBundle model = model(Conditioning.landmarks(), 32);
        Map<String, Tensor> own = new HashMap<>();
        weights(model.spec(), 77).forEach((name, tensor) -> {
            if (name.startsWith("generator.") && !name.startsWith("generator.projection")) {
                own.put(name, tensor);
            }
        });
        float[] psi = random(model.spec().adaptiveParameters(), 5);
        Person tuned = person(model, new Identity.Tuned(psi, new Weights(own)));
        float[] untuned = picture(model, person(model, embedded(model)), FLOATS);
        float[] expected = picture(model, tuned, FLOATS);
        float[] found = picture(model, tuned, FLOATS.withPrecision(Precision.INT8));
        assertThat(psnr(expected, found)).isBetween(30.0, 90.0);
        assertThat(psnr(untuned, found)).isLessThan(psnr(expected, found) - 10);
    }

    @Test
    void openGenerator_samePersonTwice_givesTheSameBytes() {
        ModelBundle model = model(Conditioning.turned(), 32);
        Person person = person(model, embedded(model));
        EngineOptions small = FLOATS.withPrecision(Precision.INT8);
        assertThat(picture(model, person, small)).isEqualTo(picture(model, person, small));
    }

    @Test
    void generate_onTwoThreads_givesTheBytesOfOne() {
        ModelBundle model = model(Conditioning.turned(), 32);
        Person person = person(model, embedded(model));
        for (Precision precision : Precision.values()) {
            EngineOptions one = FLOATS.withPrecision(precision);
            assertThat(picture(model, person, one.withThreads(2)))
                    .as("%s", precision)
                    .isEqualTo(picture(model, person, one));
        }
    }

    @Test
    void openGenerator_narrowNetwork_computesWithFloats() {
        ModelBundle model = model(Conditioning.landmarks(), 8);
        Person person = person(model, embedded(model));
        assertThat(picture(model, person, FLOATS.withPrecision(Precision.INT8)))
                .isEqualTo(picture(model, person, FLOATS));
    }

    @ParameterizedTest
    @MethodSource("conditionings")
    void open_8BitsThatShowAnotherPicture_fallsBackToFloats(Conditioning conditioning) {
        ModelBundle model = model(conditioning, 32);
        Person person = person(model, embedded(model));
        NetworkEngine floats = OnnxNetwork.engine(FLOATS, Rewriting.standard(), new Company());
        String output = conditioning.kind() == Conditioning.Kind.TURNED ? TurnedGraph.CHANGE : GeneratorGraph.IMAGE;
        SpoiltEngine spoilt = new SpoiltEngine(OnnxNetwork.engine(FLOATS, Set.of(), new Company()), output);
        try (Generator generator = Int8Generator.open(model, person, floats, spoilt)) {
            assertThat(picture(generator)).isEqualTo(picture(model, person, FLOATS));
        }
        assertThat(spoilt.spoilt()).isEqualTo(1);
    }

    @Test
    void openGenerator_int8PersonOfAnotherModel_isRefused() {
        ModelBundle model = model(Conditioning.landmarks(), 32);
        ModelBundle other = model(Conditioning.turned(), 32);
        Person stranger = person(other, embedded(other));
        assertThatThrownBy(() -> picture(model, stranger, FLOATS.withPrecision(Precision.INT8)))
                .isInstanceOfSatisfying(
                        TalkingHeadException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.PERSON_OF_OTHER_MODEL));
    }

    private static float[] picture(ModelBundle model, Person person, EngineOptions options) {
        try (Backend backend = new OnnxBackendProvider().open(options);
                Generator generator = backend.openGenerator(model, person)) {
            return picture(generator);
        }
    }

    /** The photo's face a little larger and to the right. */
    private static float[] picture(Generator generator) {
        Landmarks photo = FACE.transformed(PX / 128.0, 0, 0);
        Landmarks target = photo.transformed(1.05, 1, -2);
        PreparedPhoto guide = PreparedPhoto.of(Resampler.resize(photo(), PX, PX), photo);
        try (Generator.Pass pass = generator.newPass()) {
            GeneratorInput.of(generator.spec()).write(PosedFace.of(target, PX), guide, pass.input());
            if (pass.flow().isPresent()) {
                pass.guideBy(generator.guide(guide.landmarkPicture(), guide.planes()));
            }
            pass.run();
            float[] picture = new float[pass.image().capacity()];
            pass.image().get(0, picture);
            return picture;
        }
    }

    private static double psnr(float[] expected, float[] found) {
        double sum = 0;
        for (int i = 0; i < expected.length; i++) {
            sum += (expected[i] - found[i]) * (expected[i] - found[i]);
        }
        return 10 * Math.log10(4 * expected.length / sum);
    }

    private static ModelBundle model(Conditioning conditioning, int width) {
        ModelSpec spec = ModelSpec.compact(conditioning)
                .withChannels(Math.min(16, width), width)
                .withResolution(PX)
                .withBottleneckBlocks(1);
        return ModelBundle.of("random", spec, new Weights(weights(spec, 3)), Map.of(), "# random\n");
    }

    private static Map<String, Tensor> weights(ModelSpec spec, long seed) {
        Map<String, Tensor> tensors = new HashMap<>();
        Map<String, List<Integer>> layout = new HashMap<>(ParameterLayout.generator(spec));
        layout.putAll(ParameterLayout.embedder(spec));
        layout.forEach((name, shape) -> {
            float[] values = random(shape.stream().reduce(1, Math::multiplyExact), seed + name.hashCode());
            double scale = shape.size() > 1 ? Math.sqrt((double) shape.get(0) / values.length) : 0.1;
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (scale * values[i] + (name.endsWith("norm.weight") ? 1 : 0));
            }
            tensors.put(name, Tensor.of(shape, values));
        });
        return tensors;
    }

    private static float[] random(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static Identity embedded(ModelBundle model) {
        return new Identity.Embedded(random(model.spec().embedding(), 6));
    }

    private static Frame photo() {
        byte[] rgb = new byte[3 * 128 * 128];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % 128;
            int y = i / 3 / 128;
            rgb[i] = (byte) (128 + 100 * Math.sin((x * (i % 3 + 1) + 2 * y) / 20.0));
        }
        return Frame.of(128, 128, rgb);
    }

    private static Person person(ModelBundle model, Identity identity) {
        List<ReferencePhoto> photos = List.of(
                ReferencePhoto.cropped(photo(), FACE), ReferencePhoto.cropped(photo(), FACE.transformed(0.9, 4, 6)));
        return new Person(model.name(), model.id(), identity, photos, 1, Map.of());
    }
}
