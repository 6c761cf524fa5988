package io.talkinghead.verification.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightTest {
    @Test
    void read_levels_keepsThemAndGivesTheirValues() throws IOException {
        String entry = "{\"name\":\"w\",\"shape\":[3],\"dtype\":\"float32\","
                + "\"quantization\":{\"dtype\":\"uint8\",\"scale\":0.5,\"min\":-1}}";
        ByteBuffer data = ByteBuffer.wrap(new byte[] {0, 3, (byte) 255, 9});
        Weight weight = Weight.read(new ObjectMapper().readTree(entry), data);
        assertThat(weight.storage()).isEqualTo(Weight.Storage.LEVELS);
        assertThat(weight.numbers()).containsExactly(0, 3, 255);
        assertThat(weight.values()).containsExactly(-1, 0.5f, 126.5f);
        assertThat(data.remaining()).isEqualTo(1);
    }

    @Test
    void permuted_kernel_isMovedAsItsSidesAre() {
        // 1 x 2 x 3 x 2, height, width, in, out.
        float[] numbers = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        Weight kernel = new Weight(List.of(1L, 2L, 3L, 2L), numbers, Weight.Storage.FLOAT, 1, 0);
        Weight moved = kernel.permuted(3, 2, 0, 1);
        assertThat(moved.shape()).containsExactly(2L, 3L, 1L, 2L);
        assertThat(moved.numbers()).containsExactly(0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11);
    }
}
