package io.talkinghead.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdentitySimilarityTest {
    @Test
    void between_sameDescriptor_isOne() {
        float[] descriptor = {0.3f, -0.2f, 0.7f};
        IdentitySimilarity similarity = IdentitySimilarity.of(new float[] {0.1f, 0.1f, 0.1f});
        assertThat(similarity.between(descriptor, descriptor)).isCloseTo(1, within(1e-12));
    }

    @Test
    void between_descriptorsWithACommonPart_looksAtTheRestOnly() {
        IdentitySimilarity similarity = IdentitySimilarity.of(new float[] {10, 10});
        assertThat(similarity.between(new float[] {11, 10}, new float[] {10, 12}))
                .isZero();
        assertThat(similarity.between(new float[] {11, 10}, new float[] {7, 10}))
                .isEqualTo(-1);
        // 60 degrees apart
        float[] turned = {10.5f, (float) (10 + Math.sqrt(3) / 2)};
        assertThat(similarity.between(new float[] {12, 10}, turned)).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void from_descriptors_measuresFromTheirMean() {
        List<float[]> set = List.of(new float[] {1, 0}, new float[] {3, 0}, new float[] {2, 6});
        IdentitySimilarity similarity = IdentitySimilarity.from(set);
        assertThat(similarity.mean()).containsExactly(2, 2);
        assertThat(similarity.between(new float[] {3, 2}, new float[] {2, 3})).isZero();
    }

    @Test
    void between_meanItself_isZero() {
        IdentitySimilarity similarity = IdentitySimilarity.of(new float[] {1, 2});
        assertThat(similarity.between(new float[] {1, 2}, new float[] {5, 5})).isZero();
    }

    @Test
    void mean_changedByTheCaller_staysAsItWas() {
        float[] given = {1, 2};
        IdentitySimilarity similarity = IdentitySimilarity.of(given);
        given[0] = 9;
        similarity.mean()[1] = 9;
        assertThat(similarity.mean()).containsExactly(1, 2);
    }

    @Test
    void wrongLengths_areRefused() {
        IdentitySimilarity similarity = IdentitySimilarity.of(new float[] {1, 2});
        assertThatThrownBy(() -> similarity.between(new float[3], new float[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 and 2");
        assertThatThrownBy(() -> IdentitySimilarity.from(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IdentitySimilarity.from(List.of(new float[2], new float[3])))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
