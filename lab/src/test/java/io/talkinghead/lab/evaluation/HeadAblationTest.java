package io.talkinghead.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.image.Frame;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Upsampling;
import io.talkinghead.model.Weights;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.testkit.Golden;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeadAblationTest {
    private static final ModelBundle MODEL = Golden.turnedModel();

    private static List<String> changed(ModelBundle ablated) {
        List<String> changed = new ArrayList<>();
        MODEL.weights().tensors().forEach((name, tensor) -> {
            if (!Arrays.equals(tensor.toFloats(), ablated.weights().tensor(name).toFloats())) {
                changed.add(name);
            }
        });
        return changed;
    }

    @Test
    void id_ofEach_isAMethodsName() {
        assertThat(HeadAblation.values())
                .extracting(ablation -> new EvaluationMethod(ablation.id()).id())
                .containsExactly(
                        "ours-no-lent", "ours-no-mesh", "ours-plane-warp", "ours-no-drawing", "ours-random-person");
    }

    @Test
    void of_noLent_mergesNothing() {
        ModelBundle ablated = HeadAblation.NO_LENT.of(MODEL);
        assertThat(changed(ablated)).isNotEmpty().allMatch(name -> name.startsWith("generator.merge."));
        for (int k = 0; k < 3; k++) {
            assertThat(ablated.weights()
                            .tensor("generator.merge." + k + ".weight")
                            .toFloats())
                    .containsOnly(0);
            assertThat(ablated.weights()
                            .tensor("generator.merge." + k + ".bias")
                            .toFloats())
                    .containsOnly(0);
        }
        assertThat(ablated.id()).isNotEqualTo(MODEL.id());
    }

    @Test
    void of_noDrawing_changesNoPixel() {
        ModelBundle ablated = HeadAblation.NO_DRAWING.of(MODEL);
        assertThat(changed(ablated)).allMatch(name -> name.startsWith("generator.out2."));
        assertThat(ablated.weights().tensor("generator.out2.weight").toFloats()).containsOnly(0);
    }

    @Test
    void of_noMesh_neverChoosesIt() {
        Weights weights = HeadAblation.NO_MESH.of(MODEL).weights();
        assertThat(weights.tensor("motion.head.bias").toFloats()[3]).isEqualTo(-1000);
        assertUnchanged(weights, 0, 1, 2, 4, 5, 6);
    }

    @Test
    void of_planeWarp_choosesTheSurroundingsAlone() {
        Weights weights = HeadAblation.PLANE_WARP.of(MODEL).weights();
        float[] bias = weights.tensor("motion.head.bias").toFloats();
        assertThat(Arrays.copyOf(bias, 6)).containsExactly(-1000, 0, -1000, -1000, 0, 0);
        float[] kernels = weights.tensor("motion.head.weight").toFloats();
        assertThat(Arrays.copyOf(kernels, kernels.length / 7 * 6)).containsOnly(0);
        assertUnchanged(weights, 6);
    }

    private static void assertUnchanged(Weights weights, int... outputs) {
        float[] before = MODEL.weights().tensor("motion.head.weight").toFloats();
        float[] after = weights.tensor("motion.head.weight").toFloats();
        int size = before.length / 7;
        for (int output : outputs) {
            assertThat(Arrays.copyOfRange(after, output * size, (output + 1) * size))
                    .isEqualTo(Arrays.copyOfRange(before, output * size, (output + 1) * size));
            assertThat(weights.tensor("motion.head.bias").toFloats()[output])
                    .isEqualTo(MODEL.weights().tensor("motion.head.bias").toFloats()[output]);
        }
    }

    @Test
    void of_randomPerson_isAsFarFromNothingAndSomebodyElse() {
        float[] embedding = new float[MODEL.spec().embedding()];
        embedding[0] = 3;
        embedding[1] = 4;
        Person person = person(embedding);
        assertThat(HeadAblation.NO_MESH.of(person)).isSameAs(person);
        Person drawn = HeadAblation.RANDOM_PERSON.of(person);
        float[] other = ((Identity.Embedded) drawn.identity()).embedding();
        double length = 0;
        for (float value : other) {
            length += value * value;
        }
        assertThat(Math.sqrt(length)).isCloseTo(5, within(1e-4));
        assertThat(other[0]).isNotCloseTo(3, within(0.5f));
        assertThat(drawn.photos()).isEqualTo(person.photos());
        assertThat(HeadAblation.RANDOM_PERSON.of(MODEL)).isSameAs(MODEL);
    }

    private static Person person(float[] embedding) {
        Frame picture = Frame.of(64, 64, new byte[3 * 64 * 64]);
        return new Person(
                MODEL.name(),
                MODEL.id(),
                new Identity.Embedded(embedding),
                List.of(new ReferencePhoto(picture, Golden.face(64))),
                0,
                Map.of());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RANDOM_PERSON")
    void of_modelOfAnotherKind_isRefused(HeadAblation ablation) {
        ModelBundle other = Golden.tinyModel(Upsampling.BLOCK_START);
        assertThatThrownBy(() -> ablation.of(other))
                .hasMessageContaining("TH-302")
                .hasMessageContaining(ablation.id());
    }
}
