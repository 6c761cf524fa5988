package io.talkinghead.djl.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LayerTablesTest {
    @Test
    void parameterCount_x2FaceOfThePaper_isThePapers() {
        X2FaceTables tables = new X2FaceTables(64, 8);
        assertThat(tables.embedding().parameterCount()).isEqualTo(39_157_760);
        assertThat(tables.driving().parameterCount()).isEqualTo(25_614_080);
    }

    @Test
    void parameterCount_pix2pixHdOfThePaper_isThePapers() {
        assertThat(Pix2pixHdTables.generator(64).parameterCount()).isEqualTo(182_443_267);
        // Two of 2.77 M: 4 x 4 kernels of 6 to 64, 128, 256, 512 and 1, with biases.
        assertThat(Pix2pixHdTables.discriminator(64).parameterCount()).isEqualTo(2 * 2_767_809);
    }

    @Test
    void parameterCount_ganimationOfThePaper_isThatOfItsLayers() {
        // StarGAN's generator, of 8 430 528 with 5 labels, with 12 labels more and an attention: 12 and 1 times 64
        // times 49.
        assertThat(GanimationTables.generator(64).parameterCount()).isEqualTo(8_430_528 + 37_632 + 3_136);
        // And its discriminator of 44 762 048, with 12 more outputs of 2 x 2 times 2 048.
        assertThat(GanimationTables.Critic.of(64, 128).table().parameterCount()).isEqualTo(44_762_048 + 98_304);
        // With one channel: kernels of each layer in their order, and what the norms learn.
        assertThat(GanimationTables.generator(1).parameterCount())
                .isEqualTo(49 * 20
                        + 16 * 2
                        + 16 * 8
                        + 12 * 9 * 16
                        + 16 * 8
                        + 16 * 2
                        + 49 * 4
                        + 2 * (1 + 2 + 4 + 48 + 2 + 1));
    }

    @Test
    void critic_largerPictures_readsExpressionsFromALargerRest() {
        assertThat(GanimationTables.Critic.of(16, 128).table().parameters())
                .containsEntry("critic.units.weight", List.of(17, 512, 2, 2));
        assertThat(GanimationTables.Critic.of(16, 256).table().parameters())
                .containsEntry("critic.units.weight", List.of(17, 512, 4, 4));
    }

    @Test
    void embedding_withSkips_hasTwiceTheChannelsOnItsWayUp() {
        LayerTable table = new X2FaceTables(4, 3).embedding();
        assertThat(table.parameters())
                .containsEntry("embedding.up2.weight", List.of(8, 16, 3, 3))
                .containsEntry("embedding.up1.weight", List.of(4, 16, 3, 3))
                .containsEntry("embedding.up0.weight", List.of(3, 8, 3, 3));
        assertThat(table.statistics()).containsKeys("embedding.down1.norm.mean", "embedding.up2.norm.variance");
    }
}
