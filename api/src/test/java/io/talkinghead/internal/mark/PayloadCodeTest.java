package io.talkinghead.internal.mark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PayloadCodeTest {
    @Test
    void decode_aFewWrongBits_areMended() {
        Random random = new Random(2);
        for (int i = 0; i < 100; i++) {
            mend(random.nextInt(), random);
        }
    }

    private static void mend(int payload, Random random) {
        int[] coded = PayloadCode.encode(payload);
        double[] values = new double[coded.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = coded[i] * 1.5;
        }
        for (int place = random.nextInt(18); place < values.length; place += 18) {
            values[place] = -values[place];
        }
        assertThat(PayloadCode.decode(values)).isEqualTo(OptionalInt.of(payload));
    }

    @Test
    void decode_noise_isNothing() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            double[] values = random.doubles(PayloadCode.CODED_BITS, -1, 1).toArray();
            assertThat(PayloadCode.decode(values)).isEmpty();
        }
    }
}
