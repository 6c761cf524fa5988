package io.talkinghead.video;

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

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
