package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avutil.av_d2q;

import io.talkinghead.image.Frame;
import io.talkinghead.spi.video.VideoFormat;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * Owner of everything that takes part in writing one video: pictures, sound and file.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class Recording implements AutoCloseable {
    private static final int MAX_DENOMINATOR = 1_001_000;

    /** Browsers slow a GIF's picture that is shown for less than 2 hundredths down to a tenth of a second. */
    private static final long MIN_GIF_TICKS = 2;

    private final CloseStack opened;
    private final OutputFormat output;
    private final double tickSeconds;
    private final MediaSink sink;
    private final PictureTrack pictures;
    private final @Nullable SoundTrack sound;
    private long lastGifTicks = -MIN_GIF_TICKS;

    private Recording(
            CloseStack opened,
            OutputFormat output,
            double tickSeconds,
            MediaSink sink,
            PictureTrack pictures,
            @Nullable SoundTrack sound) {
        this.opened = opened;
        this.output = output;
        this.tickSeconds = tickSeconds;
        this.sink = sink;
        this.pictures = pictures;
        this.sound = sound;
    }

    static Recording open(
            Path file, OutputFormat output, VideoFormat format, @Nullable Path soundFrom, NativeStatus status) {
        Rational timeBase = timeBase(format.framesPerSecond());
        CloseStack opened = new CloseStack();
        try {
            MediaSink sink = MediaSink.open(file, output.muxer(), status);
            opened.push(sink::close);
            PictureTrack pictures = PictureTrack.open(output, format, timeBase, sink, status);
            opened.push(pictures::close);
            SoundTrack sound = null;
            if (soundFrom != null && output.soundCodec().isPresent()) {
                sound = SoundTrack.open(soundFrom, output.soundCodec().get(), sink, status);
            }
            if (sound != null) {
                opened.push(sound::close);
            }
            sink.start(output.options());
            return new Recording(opened, output, timeBase.toDouble(), sink, pictures, sound);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static Rational timeBase(double framesPerSecond) {
        try (AVRational rate = av_d2q(framesPerSecond, MAX_DENOMINATOR)) {
            return new Rational(rate.den(), rate.num());
        }
    }

    void write(Frame frame, long index) {
        if (output != OutputFormat.GIF || isShownByBrowsers(index)) {
            pictures.write(frame, index);
        }
        if (sound != null) {
            // Every frame stays for one tick at least, so the sound may run up to its end and keeps beside it.
            sound.writeUntil((index + 1) * tickSeconds);
        }
    }

    private boolean isShownByBrowsers(long index) {
        long ticks = Math.round(index * tickSeconds * 100);
        if (ticks - lastGifTicks < MIN_GIF_TICKS) {
            return false;
        }
        lastGifTicks = ticks;
        return true;
    }

    /** Completes the file; the video ends at {@code frames}. */
    void finish(long frames) {
        if (sound != null) {
            sound.finish(frames * tickSeconds);
        }
        pictures.finish();
        sink.complete();
    }

    @Override
    public void close() {
        opened.close();
    }
}
