package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avutil.av_rescale;

import java.time.Duration;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** A fraction, as FFmpeg counts time and shapes. */
record Rational(int numerator, int denominator) {
    static Rational of(AVRational value) {
        return new Rational(value.num(), value.den());
    }

    /** Returns the value, or 0 when it is not known. */
    double toDouble() {
        return denominator == 0 ? 0 : (double) numerator / denominator;
    }

    /** Returns so many of it, in seconds, as nanoseconds: to the nanosecond, however many; 0 when it is not known. */
    long nanos(long count) {
        return denominator == 0 ? 0 : av_rescale(count, 1_000_000_000L * numerator, denominator);
    }

    /** Returns how many of it, in seconds, are nearest to a time. */
    long count(Duration time) {
        return av_rescale(time.toNanos(), denominator, 1_000_000_000L * numerator);
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
