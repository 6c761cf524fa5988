package io.talkinghead.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FreedMemoryTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicInteger given = new AtomicInteger();
    private final FreedMemory freed = new FreedMemory(clock::get, given::incrementAndGet);

    @Test
    void userLeft_soonAfterTheStart_isSparedIt() {
        pass(19);
        freed.userLeft();
        assertThat(given).hasValue(0);
    }

    @Test
    void userLeft_manyAtATime_givesBackOnce() {
        pass(20);
        for (int i = 0; i < 10; i++) {
            freed.userLeft();
        }
        assertThat(given).hasValue(1);
    }

    @Test
    void userLeft_nowAndThen_givesBackEachTime() {
        for (int i = 0; i < 3; i++) {
            pass(25);
            freed.userLeft();
        }
        assertThat(given).hasValue(3);
    }

    private void pass(int seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
