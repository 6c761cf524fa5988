package io.talkinghead.internal.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LatencyLogTest {
    private final LatencyLog log = new LatencyLog();

    @Test
    void latency_ofNothing_isZero() {
        assertThat(log.latency(95)).isZero();
        assertThat(log.inTheSecondBefore(0)).isZero();
    }

    @Test
    void latency_isAPercentileOfTheLast() {
        for (int i = 0; i < 2000; i++) {
            log.add(1_000_000_000L, i);
        }
        for (int i = 0; i < 512; i++) {
            log.add(i, 3_000_000_000L + i);
        }
        assertThat(log.latency(0)).isZero();
        assertThat(log.latency(50)).isEqualTo(Duration.ofNanos(256));
        assertThat(log.latency(100)).isEqualTo(Duration.ofNanos(511));
        assertThat(log.count()).isEqualTo(2512);
        assertThat(log.inTheSecondBefore(4_000_000_100L)).isEqualTo(412);
    }

    @Test
    void latency_percentileOutOfRange_isRefused() {
        assertThatThrownBy(() -> log.latency(101)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log.latency(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
