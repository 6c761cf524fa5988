package io.talkinghead.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.model.ModelSpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CheckInputTest {
    private static final ModelSpec SPEC = ModelSpec.turning();
    private static final int SIDE = SPEC.resolution();
    private static final int PLANE = SIDE * SIDE;

    private static float[] part(int from, int count) {
        return Arrays.copyOfRange(CheckInput.of(SPEC), from, from + count);
    }

    @Test
    void of_headThatTurns_hasPlacesAllOverTheCropAndNoneOutside() {
        int surround = 3 * PLANE;
        int head = surround + 2 * 64 * 64;
        for (float[] places : new float[][] {part(surround, 2 * 64 * 64), part(head, 2 * PLANE / 16)}) {
            for (int axis = 0; axis < 2; axis++) {
                float[] one = Arrays.copyOfRange(places, axis * places.length / 2, (axis + 1) * places.length / 2);
                Arrays.sort(one);
                assertThat(one[0]).isBetween(0f, 0.1f * SIDE);
                assertThat(one[one.length / 2]).isBetween(0.45f * SIDE, 0.55f * SIDE);
                assertThat(one[one.length - 1]).isBetween(0.9f * SIDE, (float) SIDE);
            }
        }
    }

    @Test
    void of_headThatTurns_hasAMeshOnHalfOfThePixelsAndZerosElsewhere() {
        float[] mesh = part(3 * PLANE + 2 * 64 * 64 + 3 * PLANE / 16, 4 * PLANE);
        int covered = 0;
        for (int i = 0; i < PLANE; i++) {
            float valid = mesh[2 * PLANE + i];
            assertThat(valid).isIn(0f, 1f);
            covered += (int) valid;
            for (int channel : new int[] {0, 1, 3}) {
                float value = mesh[channel * PLANE + i];
                assertThat(value != 0).isEqualTo(valid == 1);
                assertThat(value).isBetween(channel == 3 ? -3f : 0f, channel == 3 ? 3f : SIDE);
            }
        }
        assertThat(covered).isBetween(PLANE * 2 / 5, PLANE * 3 / 5);
    }

    @Test
    void of_anyHead_isTheSameEachTimeAndAsLongAsTheInput() {
        for (ModelSpec spec : new ModelSpec[] {SPEC, ModelSpec.paper()}) {
            float[] input = CheckInput.of(spec);
            assertThat(input).hasSize(spec.conditioning().inputValues(spec.resolution()));
            assertThat(Arrays.equals(input, CheckInput.of(spec))).isTrue();
        }
    }
}
