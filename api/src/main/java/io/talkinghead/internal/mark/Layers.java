package io.talkinghead.internal.mark;

import io.talkinghead.image.Frame;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The details of a video's frames laid over each other, some seconds at a time: the watermark stays where it is, and all else moves.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class Layers {
    private static final int FRAMES = 96;
    /** Neighbours show nearly the same. */
    private static final int STRIDE = 2;

    private final Supplier<Optional<Frame>> frames;

    Layers(Supplier<Optional<Frame>> frames) {
        this.frames = frames;
    }

    /** Returns the next few seconds' detail; nothing at the end. */
    Optional<Detail> next() {
        @Nullable Detail sum = null;
        for (int i = 0; i < FRAMES; i++) {
            Optional<Frame> frame = frames.get();
            if (frame.isEmpty()) {
                break;
            }
            if (i % STRIDE != 0) {
                continue;
            }
            Detail detail = Detail.of(frame.get());
            if (sum == null) {
                sum = detail;
            } else if (sum.isAsLargeAs(detail)) {
                sum.add(detail);
            }
        }
        return Optional.ofNullable(sum);
    }
}
