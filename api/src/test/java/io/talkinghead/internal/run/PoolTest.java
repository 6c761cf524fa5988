package io.talkinghead.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PoolTest {
    private final AtomicInteger made = new AtomicInteger();
    private final List<Integer> released = new ArrayList<>();
    private final Pool<Integer> pool = new Pool<>(made::incrementAndGet, released::add);

    private int number() {
        return pool.use((one, nothing) -> one, "");
    }

    @Test
    void use_oneAfterTheOther_worksWithTheSame() {
        assertThat(number()).isEqualTo(1);
        assertThat(number()).isEqualTo(1);
        assertThat(made).hasValue(1);
    }

    @Test
    void use_argument_isHandedToTheWork() {
        int sum = pool.use(Integer::sum, 10);
        assertThat(sum).isEqualTo(11);
    }

    @Test
    void use_atOnce_worksWithTwo() {
        int sum = pool.use((one, nothing) -> one + number(), "");
        assertThat(sum).isEqualTo(3);
        assertThat(made).hasValue(2);
    }

    @Test
    void use_failedWork_dropsWhatItHad() {
        assertThatThrownBy(() -> pool.use(
                        (one, what) -> {
                            throw new IllegalStateException(what);
                        },
                        "spoilt"))
                .hasMessage("spoilt");
        assertThat(released).containsExactly(1);
        assertThat(number()).isEqualTo(2);
    }

    @Test
    void close_releasesIdleOnesAtOnceAndOthersWhenTheyComeBack() {
        pool.use((one, nothing) -> number(), "");
        pool.use(
                (one, nothing) -> {
                    pool.close();
                    assertThat(released).hasSize(1).doesNotContain(one);
                    return one;
                },
                "");
        pool.close();
        assertThat(released).containsExactlyInAnyOrder(1, 2);
    }
}
