package io.talkinghead.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private final Cancellation cancellation = new Cancellation();

    @Test
    void check_notCancelled_doesNothing() {
        assertThat(cancellation.isCancelled()).isFalse();
        assertThatCode(() -> cancellation.check("the work")).doesNotThrowAnyException();
    }

    @Test
    void check_cancelled_saysWhatWas() {
        cancellation.cancel();
        cancellation.cancel();

        assertThat(cancellation.isCancelled()).isTrue();
        assertThatThrownBy(() -> cancellation.check("the work"))
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED))
                .hasMessageContaining("the work was cancelled");
    }

    @Test
    void check_interruptedThread_isCancelledAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> cancellation.check("the work")).isInstanceOf(TalkingHeadException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(cancellation.isCancelled()).isFalse();
    }

    @Test
    void cancel_partOfOtherWork_leavesTheOther() {
        Cancellation part = new Cancellation(cancellation);

        part.cancel();

        assertThat(part.isCancelled()).isTrue();
        assertThat(cancellation.isCancelled()).isFalse();
    }

    @Test
    void cancel_otherWork_cancelsItsParts() {
        Cancellation part = new Cancellation(cancellation);

        cancellation.cancel();

        assertThat(part.isCancelled()).isTrue();
    }
}
