package io.talkinghead.drive;

import com.google.common.base.Stopwatch;
import com.google.common.base.Ticker;
import io.talkinghead.image.Frame;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.Workers;
import io.talkinghead.work.Cancellation;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Frames as they come. A thread of its own waits for them, so that whoever cancels need not wait for a source that gives nothing. */
final class LiveFrames implements FrameStream {
    private final Supplier<Optional<Frame>> frames;
    private final double framesPerSecond;
    private final Cancellation cancellation;
    private final Workers worker = Workers.single("talkinghead-live");
    private final Stopwatch clock;
    private long next;
    private Duration last = Duration.ZERO;

    LiveFrames(Supplier<Optional<Frame>> frames, double framesPerSecond, Cancellation cancellation) {
        this(frames, framesPerSecond, cancellation, Ticker.systemTicker());
    }

    LiveFrames(Supplier<Optional<Frame>> frames, double framesPerSecond, Cancellation cancellation, Ticker ticker) {
        clock = Stopwatch.createUnstarted(ticker);
        this.frames = frames;
        this.framesPerSecond = framesPerSecond;
        this.cancellation = cancellation;
    }

    @Override
    public Optional<TimedFrame> next() {
        return Awaited.get(worker.submit(frames::get), "a live frame", cancellation)
                .map(frame -> new TimedFrame(now(), frame));
    }

    /** When a frame came is when it was taken, as nearly as can be told. */
    private FrameTime now() {
        if (next == 0) {
            clock.start();
        } else {
            Duration elapsed = clock.elapsed();
            last = elapsed.compareTo(last) > 0 ? elapsed : last.plusNanos(1);
        }
        return new FrameTime(next++, last, FrameTime.even(0, framesPerSecond).length());
    }

    @Override
    public double framesPerSecond() {
        return framesPerSecond;
    }

    @Override
    public int neutralWindow() {
        return (int) Math.max(1, Math.round(framesPerSecond));
    }

    @Override
    public boolean isLive() {
        return true;
    }

    /** Interrupts a source that is still waited for. */
    @Override
    public void close() {
        worker.abandon();
    }
}
