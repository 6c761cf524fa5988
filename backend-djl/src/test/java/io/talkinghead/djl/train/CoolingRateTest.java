package io.talkinghead.djl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CoolingRateTest {
    @Test
    void factor_overATraining_risesAndThenFallsToNothing() {
        assertThat(CoolingRate.factor(0, 1000)).isCloseTo(0.01, within(1e-9));
        assertThat(CoolingRate.factor(99, 1_000_000)).isCloseTo(1, within(1e-6));
        assertThat(CoolingRate.factor(500, 1000)).isCloseTo(0.5, within(1e-9));
        assertThat(CoolingRate.factor(999, 1000)).isCloseTo(0, within(1e-5));
        for (long step = 100; step < 1000; step++) {
            assertThat(CoolingRate.factor(step, 1000)).isLessThan(CoolingRate.factor(step - 1, 1000));
        }
    }
}
