package io.talkinghead.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Progress;
import io.talkinghead.work.Stage;
import io.talkinghead.work.WorkListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AheadTest {
    private static final List<Integer> THINGS = IntStream.range(0, 20).boxed().toList();

    private final List<Progress> told = new ArrayList<>();
    private final Steps steps = Steps.of(Stage.EMBEDDING, THINGS.size(), told::add);
    private final Cancellation cancellation = new Cancellation();

    @Test
    void all_laterWorkDoneFirst_comesInOrder() {
        CountDownLatch second = new CountDownLatch(1);
        try (Ahead<Integer> ahead = Ahead.two("test")) {
            List<Integer> squares = ahead.all(THINGS, thing -> afterSecond(thing, second), "it", steps, cancellation);

            assertThat(squares)
                    .isEqualTo(THINGS.stream().map(thing -> thing * thing).toList());
            assertThat(told).extracting(Progress::done).last().isEqualTo(20L);
        }
    }

    /** The first piece waits for the second: both must be under way. */
    private static int afterSecond(int thing, CountDownLatch second) {
        if (thing == 0) {
            try {
                second.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        if (thing == 1) {
            second.countDown();
        }
        return thing * thing;
    }

    @Test
    void all_oneThread_worksInTheCallers() {
        try (Ahead<Thread> ahead = Ahead.none()) {
            assertThat(ahead.all(THINGS, thing -> Thread.currentThread(), "it", steps, cancellation))
                    .containsOnly(Thread.currentThread());
        }
    }

    @Test
    void all_twoFail_throwsTheFirstInOrder() {
        for (Ahead<Integer> each : List.<Ahead<Integer>>of(Ahead.none(), Ahead.two("test"))) {
            try (Ahead<Integer> ahead = each) {
                assertThatThrownBy(() -> ahead.all(THINGS, AheadTest::failing, "it", steps, cancellation))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("3");
            }
        }
    }

    private static int failing(int thing) {
        if (thing == 3 || thing == 4) {
            throw new IllegalArgumentException(Integer.toString(thing));
        }
        return thing;
    }

    @Test
    void all_cancelled_endsWithoutTheRest() {
        AtomicInteger done = new AtomicInteger();
        Steps cancelling = Steps.of(Stage.EMBEDDING, THINGS.size(), cancelAt(5));
        try (Ahead<Integer> ahead = Ahead.two("test")) {
            assertThatThrownBy(() ->
                            ahead.all(THINGS, thing -> done.incrementAndGet(), "the work", cancelling, cancellation))
                    .isInstanceOf(TalkingHeadException.class)
                    .hasMessageContaining("the work");
        }
        assertThat(done).hasValueLessThan(THINGS.size());
    }

    private WorkListener cancelAt(long step) {
        return progress -> {
            if (progress.done() == step) {
                cancellation.cancel();
            }
        };
    }
}
