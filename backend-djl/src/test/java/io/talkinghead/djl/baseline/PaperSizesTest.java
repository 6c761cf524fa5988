package io.talkinghead.djl.baseline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import com.google.common.primitives.Longs;
import io.talkinghead.djl.TorchTest;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.lab.comparison.BaselineSize;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Networks of the papers' sizes, computed once; all kernels of a shape are one array, as what they say does not matter. */
class PaperSizesTest extends TorchTest {
    private static final Shape PICTURE = new Shape(1, 3, 256, 256);

    private Function<String, NDArray> zeros(LayerTable table) {
        Map<String, List<Integer>> shapes = new HashMap<>(table.parameters());
        shapes.putAll(table.statistics());
        Map<List<Integer>, NDArray> known = new HashMap<>();
        return name -> known.computeIfAbsent(
                requireNonNull(shapes.get(name)), shape -> manager.zeros(new Shape(Longs.toArray(shape))));
    }

    private static <T> T computed(Supplier<T> work) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return Gradients.off(work);
        }
    }

    @Test
    void x2Face_ofThePaper_movesPicturesOf256Pixels() {
        X2Face method = X2Face.of(X2Face.DrivenBy.FRAMES, BaselineSize.PAPER, 256);
        assertThat(method.table().parameterCount()).isEqualTo(39_157_760 + 25_614_080);
        Function<String, NDArray> arrays = zeros(method.table());
        X2FaceNetworks networks = new X2FaceNetworks(method.tables(), method.levels(), arrays, false);
        List<Shape> shapes = computed(() -> {
            NDArray face = networks.embedded(manager.zeros(new Shape(2, 3, 256, 256)), List.of(2));
            NDArray flows = networks.flows(manager.zeros(PICTURE));
            return List.of(
                    face.getShape(),
                    flows.getShape(),
                    X2FaceNetworks.moved(face, flows).getShape());
        });
        assertThat(shapes).containsExactly(PICTURE, new Shape(1, 2, 256, 256), PICTURE);
    }

    @Test
    void pix2pixHd_ofThePaper_drawsPicturesOf256Pixels() {
        Pix2pixHd method = Pix2pixHd.of(BaselineSize.PAPER, 256);
        assertThat(method.generator().parameterCount()).isEqualTo(182_443_267);
        LayerNetwork network = new LayerNetwork(method.generator(), zeros(method.generator()), false);
        Shape drawn = computed(() ->
                Pix2pixHdNetworks.generate(network, manager.zeros(PICTURE)).getShape());
        assertThat(drawn).isEqualTo(PICTURE);
    }

    @Test
    void ganimation_ofThePaper_drawsAndJudgesPicturesOf128Pixels() {
        Ganimation method = Ganimation.of(BaselineSize.PAPER, 128);
        assertThat(method.table().parameterCount()).isEqualTo(8_471_296 + 44_860_352);
        LayerNetwork network = new LayerNetwork(method.generator(), zeros(method.generator()), false);
        GanimationCritic critic =
                new GanimationCritic(method.critic(), zeros(method.critic().table()));
        Shape picture = new Shape(1, 3, 128, 128);
        List<Shape> shapes = computed(() -> {
            GanimationNetworks.Drawn drawn = GanimationNetworks.generate(
                    network, manager.zeros(picture), manager.zeros(new Shape(1, ActionUnit.COUNT)));
            GanimationCritic.Judged judged = critic.judge(drawn.pictures());
            return List.of(
                    drawn.pictures().getShape(),
                    drawn.attention().getShape(),
                    judged.scores().getShape(),
                    judged.units().getShape(),
                    critic.slope(drawn.pictures()).getShape());
        });
        assertThat(shapes)
                .containsExactly(picture, new Shape(1, 1, 128, 128), new Shape(1, 1, 2, 2), new Shape(1, 17), picture);
    }

    @Test
    void sizes_forCpus_areASixteenthOrSo() {
        assertThat(X2Face.of(X2Face.DrivenBy.FRAMES, BaselineSize.CPU, 128)
                        .table()
                        .parameterCount())
                .isEqualTo(7_564_288 + 5_177_216);
        assertThat(Pix2pixHd.of(BaselineSize.CPU, 128).generator().parameterCount())
                .isEqualTo(11_410_243);
        assertThat(Ganimation.of(BaselineSize.CPU, 128).generator().parameterCount())
                .isEqualTo(544_960);
    }
}
