package io.talkinghead.internal.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.drive.FrameStream;
import io.talkinghead.drive.FrameTime;
import io.talkinghead.image.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class AheadFramesTest {
    private static final class Numbered implements FrameStream {
        private final Semaphore asked = new Semaphore(0);
        private volatile boolean closed;
        private volatile int next;

        @Override
        public double framesPerSecond() {
            return 12;
        }

        @Override
        public OptionalLong frameCount() {
            return OptionalLong.of(3);
        }

        @Override
        public int neutralWindow() {
            return 7;
        }

        @Override
        public Optional<TimedFrame> next() {
            int index = next;
            Optional<TimedFrame> frame = index == 3
                    ? Optional.empty()
                    : Optional.of(new TimedFrame(
                            FrameTime.even(index, 12), Frame.of(1, 1, new byte[] {(byte) index, 0, 0})));
            next = Math.min(3, index + 1);
            asked.release();
            return frame;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void next_toTheEnd_givesEachFrameInItsOrder() {
        Numbered frames = new Numbered();
        List<Integer> seen = new ArrayList<>();
        try (AheadFrames ahead = new AheadFrames(frames)) {
            assertThat(ahead.framesPerSecond()).isEqualTo(12);
            assertThat(ahead.frameCount()).hasValue(3);
            assertThat(ahead.neutralWindow()).isEqualTo(7);
            for (Optional<FrameStream.TimedFrame> frame = ahead.next(); frame.isPresent(); frame = ahead.next()) {
                seen.add(frame.get().frame().sample(0, 0, 0));
            }
        }
        assertThat(seen).containsExactly(0, 1, 2);
        assertThat(frames.closed).isTrue();
    }

    @Test
    void next_once_hasTheSecondReadMeanwhile() throws InterruptedException {
        Numbered frames = new Numbered();
        try (AheadFrames ahead = new AheadFrames(frames)) {
            ahead.next();
            // Nobody asks any more; the worker reads on by itself.
            frames.asked.acquire(2);
        }
        assertThat(frames.next).isEqualTo(2);
    }
}
