package io.talkinghead.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.SettableFuture;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.work.Cancellation;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AwaitedTest {
    private final SettableFuture<String> never = SettableFuture.create();

    @Test
    void get_failedWork_throwsItsCause() {
        TalkingHeadException cause = new TalkingHeadException(ErrorCode.DATASET_INVALID, "damaged");

        assertThatThrownBy(() -> Awaited.get(Futures.immediateFailedFuture(cause), "it"))
                .isSameAs(cause);
        assertThatThrownBy(() -> Awaited.getUninterruptibly(Futures.immediateFailedFuture(new IOException("full"))))
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void get_interrupted_isCancelledAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Awaited.get(Futures.immediateFuture("there"), "it"))
                .isInstanceOfSatisfying(TalkingHeadException.class, AwaitedTest::assertCancelled);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void get_cancelledMeanwhile_endsTheWait() {
        Cancellation cancellation = new Cancellation();
        Future<Boolean> canceller = Workers.begin("canceller", () -> {
            Thread.sleep(50);
            cancellation.cancel();
            return true;
        });

        assertThatThrownBy(() -> Awaited.get(never, "it", cancellation))
                .isInstanceOfSatisfying(TalkingHeadException.class, AwaitedTest::assertCancelled);
        assertThat(Awaited.succeeds(canceller)).isTrue();
    }

    @Test
    void get_resultThere_isHandedOut() {
        assertThat(Awaited.get(Futures.immediateFuture("there"), "it", new Cancellation()))
                .isEqualTo("there");
    }

    @Test
    void endsWithin_lateWork_isFalse() {
        assertThat(Awaited.endsWithin(Duration.ofMillis(1), never, "it", new Cancellation()))
                .isFalse();
        assertThat(Awaited.endsWithin(Duration.ofMillis(1), Futures.immediateFuture("there"), "it", new Cancellation()))
                .isTrue();
    }

    private static void assertCancelled(TalkingHeadException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED);
    }
}
