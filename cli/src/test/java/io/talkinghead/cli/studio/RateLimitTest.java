package io.talkinghead.cli.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private long now;
    private final RateLimit limit = new RateLimit(10, 3, new Ticker() {
        @Override
        public long read() {
            return now;
        }
    });

    @Test
    void limit_atOnceAndThenPerSecond_allowsSoMany() {
        assertThat(allowed(5)).isEqualTo(3);
        now += TimeUnit.MILLISECONDS.toNanos(100);
        assertThat(allowed(5)).isEqualTo(1);
        now += TimeUnit.MILLISECONDS.toNanos(50);
        assertThat(allowed(5)).isZero();
        now += TimeUnit.HOURS.toNanos(1);
        assertThat(allowed(5)).isEqualTo(3);
    }

    private int allowed(int tries) {
        int allowed = 0;
        for (int i = 0; i < tries; i++) {
            allowed += limit.allows() ? 1 : 0;
        }
        return allowed;
    }
}
