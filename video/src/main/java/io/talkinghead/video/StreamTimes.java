package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * The clock of a video stream.
 *
 * @param tick the length of a tick of the stream's clock, in seconds
 * @param startTicks the first frame's time, which counts as 0
 * @param framesPerSecond on average
 * @param frameCount as far as it is known
 * @param promisedEndSeconds when the file is over as its header says, by the clock of the file; 0 where it does not say
 *     so reliably
 */
record StreamTimes(
        Rational tick, long startTicks, double framesPerSecond, OptionalLong frameCount, double promisedEndSeconds) {
    private static final double DEFAULT_RATE = 25;
    private static final double MAX_RATE = 1000;
    private static final int DURATION_FROM_STREAM = 1;

    static StreamTimes from(MediaSource source, AVStream stream, long firstTicks) {
        Rational tick = Rational.of(stream.time_base());
        double rate = rate(stream);
        double seconds = stream.duration() > 0 ? stream.duration() * tick.toDouble() : 0;
        AVFormatContext container = source.context();
        if (seconds == 0 && container.duration() > 0) {
            seconds = container.duration() / 1e6;
        }
        OptionalLong count = OptionalLong.empty();
        if (stream.nb_frames() > 0) {
            count = OptionalLong.of(stream.nb_frames());
        } else if (seconds > 0) {
            count = OptionalLong.of(Math.max(1, Math.round(seconds * rate)));
        }
        long start = firstTicks == AV_NOPTS_VALUE ? 0 : firstTicks;
        return new StreamTimes(tick, start, rate, count, promisedEndSeconds(container, stream));
    }

    private static double promisedEndSeconds(AVFormatContext container, AVStream stream) {
        if (tellsItsLength(container, stream)) {
            return (Math.max(0, stream.start_time()) + stream.duration())
                    * Rational.of(stream.time_base()).toDouble();
        }
        boolean told = container.duration() > 0 && container.duration_estimation_method() == DURATION_FROM_STREAM;
        return told ? container.duration() / 1e6 : 0;
    }

    /** Tells whether the container knows the length of the single stream, not only that of its longest one. */
    static boolean tellsItsLength(AVFormatContext container, AVStream stream) {
        return container.iformat().name().getString().contains("mp4") && stream.duration() > 0;
    }

    private static double rate(AVStream stream) {
        double rate = Rational.of(stream.avg_frame_rate()).toDouble();
        if (rate <= 0) {
            rate = Rational.of(stream.r_frame_rate()).toDouble();
        }
        return rate > 0 ? Math.min(rate, MAX_RATE) : DEFAULT_RATE;
    }

    /** Returns the time of a frame since the first, 0 for one before it; nothing when the file does not tell it. */
    Optional<Duration> time(long ticks) {
        return ticks == AV_NOPTS_VALUE
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(tick.nanos(Math.max(0, ticks - startTicks))));
    }

    /** Returns how long a frame stays. */
    Duration length(long ticks) {
        long told = ticks > 0 ? tick.nanos(ticks) : 0;
        return Duration.ofNanos(told > 0 ? told : Math.max(1, Math.round(1e9 / framesPerSecond)));
    }
}
