package io.talkinghead.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DirectBuffersTest {
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void allocate_isOutsideTheHeapInTheMachinesOrder() {
        ByteBuffer made = DirectBuffers.allocate(12);

        assertThat(made.isDirect()).isTrue();
        assertThat(made.capacity()).isEqualTo(12);
        assertThat(made.order()).isEqualTo(ByteOrder.nativeOrder());
    }

    @Test
    void allocate_roomAfterAWhile_isWaitedFor() {
        ByteBuffer made = DirectBuffers.allocate(12, bytes -> {
            if (asked.incrementAndGet() < 4) {
                throw new OutOfMemoryError("not yet");
            }
            return ByteBuffer.allocate(bytes);
        });

        assertThat(made.capacity()).isEqualTo(12);
    }

    @Test
    void allocate_noRoom_isTold() {
        assertThatThrownBy(() -> DirectBuffers.allocate(12, bytes -> {
                    asked.incrementAndGet();
                    throw new OutOfMemoryError("never");
                }))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("never");
        assertThat(asked).hasValue(10);
    }
}
