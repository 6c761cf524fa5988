package io.talkinghead.video;

import io.talkinghead.image.Frame;
import io.talkinghead.image.Synthesis;
import io.talkinghead.spi.video.VideoFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Owner of everything that takes part in writing one video: pictures, sound and file.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class Recording implements AutoCloseable {
    /**
     * The clock of all videos written: a whole number of its ticks is a frame of 24, 25, 30, 50, 60 and 1 000 a second and of NTSC's
     * 30 000 / 1 001, and MPEG-4 takes no finer one.
     */
    private static final Rational CLOCK = new Rational(1, 60_000);

    private static final Rational HUNDREDTHS = new Rational(1, 100);

    /** Browsers slow a GIF's picture that is shown for less than 2 hundredths down to a tenth of a second. */
    private static final long MIN_GIF_TICKS = 2;

    private final CloseStack opened;
    private final OutputFormat output;
    private final MediaSink sink;
    private final PictureTrack pictures;
    private final @Nullable SoundTrack sound;
    private final long nominalTicks;
    private long lastGifTicks = -MIN_GIF_TICKS;
    private Optional<Synthesis> label = Optional.empty();
    private @Nullable Frame lastPicture;
    private long lastTicks = -1;
    private Duration end = Duration.ZERO;

    private Recording(
            CloseStack opened,
            OutputFormat output,
            MediaSink sink,
            PictureTrack pictures,
            @Nullable SoundTrack sound,
            double framesPerSecond) {
        this.opened = opened;
        this.output = output;
        this.sink = sink;
        this.pictures = pictures;
        this.sound = sound;
        nominalTicks = Math.max(1, Math.round(CLOCK.denominator() / framesPerSecond));
    }

    static Recording open(
            Path file, OutputFormat output, VideoFormat format, @Nullable Path soundFrom, NativeStatus status) {
        CloseStack opened = new CloseStack();
        try {
            MediaSink sink = MediaSink.open(file, output.muxer(), status);
            opened.push(sink::close);
            PictureTrack pictures = PictureTrack.open(output, format, CLOCK, sink, status);
            opened.push(pictures::close);
            SoundTrack sound = null;
            if (soundFrom != null && output.soundCodec().isPresent()) {
                sound = SoundTrack.open(soundFrom, output.soundCodec().get(), sink, status);
            }
            if (sound != null) {
                opened.push(sound::close);
            }
            return new Recording(opened, output, sink, pictures, sound, format.framesPerSecond());
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    void write(Frame frame, Duration start, Duration length) {
        if (lastTicks < 0) {
            begin(frame);
        }
        Duration over = start.plus(length);
        end = end.compareTo(over) < 0 ? over : end;
        if (output != OutputFormat.GIF || isShownByBrowsers(start)) {
            // Two frames within a tick are a tick apart.
            lastTicks = Math.max(lastTicks + 1, CLOCK.count(start));
            pictures.write(frame, lastTicks, Math.max(1, CLOCK.count(length)));
            lastPicture = frame;
        }
        if (sound != null) {
            // Up to where the picture surely stays, so that both keep beside each other.
            sound.writeUntil(seconds(start));
        }
    }

    /** The first frame tells what the file says of itself, and containers want to know that at the start. */
    private void begin(Frame first) {
        label = first.synthesis();
        label.ifPresent(synthesis -> {
            sink.tell("comment", synthesis.digitalSourceType() + " " + synthesis.generator());
            // What MP4 has no place for is left out there; its XMP lies in a box of its own.
            sink.tell("XMP", synthesis.xmp());
        });
        sink.start(output.options());
    }

    /** Adds what the container's writer cannot, once the file is closed. */
    void label(Path file) throws IOException {
        if (label.isPresent()) {
            XmpBlock.append(file, output, label.get().xmp());
        }
    }

    private static double seconds(Duration time) {
        return (double) time.toNanos() / 1e9;
    }

    private boolean isShownByBrowsers(Duration start) {
        long ticks = HUNDREDTHS.count(start);
        if (ticks - lastGifTicks < MIN_GIF_TICKS) {
            return false;
        }
        lastGifTicks = ticks;
        return true;
    }

    /** Completes the file; it ends when the last frame has been shown for its length. */
    void finish() {
        if (sound != null) {
            sound.finish(seconds(end));
        }
        showLastOnceMore();
        pictures.finish();
        sink.complete();
    }

    /** WebM does not tell how long its last picture stays: one that stays for long is there again, at its end. */
    private void showLastOnceMore() {
        long ticks = CLOCK.count(end) - nominalTicks;
        if (output == OutputFormat.WEBM && lastPicture != null && ticks > lastTicks + nominalTicks) {
            pictures.write(lastPicture, ticks, nominalTicks);
        }
    }

    @Override
    public void close() {
        opened.close();
    }
}
