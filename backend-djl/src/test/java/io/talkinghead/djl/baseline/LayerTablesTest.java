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
    void embedding_withSkips_hasTwiceTheChannelsOnItsWayUp() {
        LayerTable table = new X2FaceTables(4, 3).embedding();
        assertThat(table.parameters())
                .containsEntry("embedding.up2.weight", List.of(8, 16, 3, 3))
                .containsEntry("embedding.up1.weight", List.of(4, 16, 3, 3))
                .containsEntry("embedding.up0.weight", List.of(3, 8, 3, 3));
        assertThat(table.statistics()).containsKeys("embedding.down1.norm.mean", "embedding.up2.norm.variance");
    }
}
