package io.talkinghead.video;

import static com.google.common.base.Preconditions.checkState;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.spi.video.PictureWindow;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoPicture;
import io.talkinghead.spi.video.VideoReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Reads any video that FFmpeg reads.
 *
 * <p>Damaged pictures are passed over, as players do. A file that ends clearly before the time its header promises (more
 * than a second and 5 % are missing) or whose end cannot be read gives all frames before and then
 * {@link io.talkinghead.error.ErrorCode#VIDEO_UNREADABLE} naming the time. Where the header promises nothing, as in a
 * GIF, a file cut short ends like a whole one.
 *
 * <p><b>Threading:</b> a lock admits one thread at a time.
 */
final class FfmpegVideoReader implements VideoReader {
    private final Path file;
    private final NativeStatus status;
    private final MediaSource source;
    private final StreamDecoder decoder;
    private final StreamTimes times;
    private final VideoFormat format;
    private final Rational streamAspect;
    private final PictureConverter converter;
    private boolean firstWaiting = true;
    private long pictures;
    private final PictureClock clock;
    private int lost;
    private boolean closed;

    private FfmpegVideoReader(
            Path file, NativeStatus status, MediaSource source, StreamDecoder decoder, AVStream stream) {
        this.file = file;
        this.status = status;
        this.source = source;
        this.decoder = decoder;
        this.streamAspect = aspect(source, stream);
        AVFrame first = decoder.frame();
        PictureFilter geometry = PictureFilter.from(first, aspect(first));
        source.checkSize(geometry.squareWidthPx(), geometry.squareHeightPx());
        this.times = StreamTimes.from(source, stream, stamp(first));
        this.clock = new PictureClock(times);
        this.format = new VideoFormat(geometry.uprightWidthPx(), geometry.uprightHeightPx(), times.framesPerSecond());
        this.converter = new PictureConverter(format.widthPx(), format.heightPx(), status);
    }

    /** Opens a file and decodes its first frame, which alone tells size and direction for certain. */
    static FfmpegVideoReader open(Path file) {
        NativeStatus status = NativeStatus.reading(file);
        MediaSource source = MediaSource.open(file, status);
        StreamDecoder decoder = null;
        try {
            AVStream stream = source.best(AVMEDIA_TYPE_VIDEO);
            if (stream == null) {
                throw status.failure("it has no video stream");
            }
            // Elsewhere only all streams together tell whether the file is complete.
            if (StreamTimes.tellsItsLength(source.context(), stream)) {
                source.readOnly(stream);
            }
            decoder = StreamDecoder.open(source, stream, status);
            if (!decoder.next()) {
                throw status.failure("none of its pictures can be decoded");
            }
            return new FfmpegVideoReader(file, status, source, decoder, stream);
        } catch (RuntimeException e) {
            if (decoder != null) {
                decoder.close();
            }
            source.close();
            throw e;
        }
    }

    private static Rational aspect(MediaSource source, AVStream stream) {
        try (AVRational guess = av_guess_sample_aspect_ratio(source.context(), stream, null)) {
            return Rational.of(guess);
        }
    }

    private Rational aspect(AVFrame frame) {
        // The container's word goes before the codec's, as in FFmpeg's own guess.
        return streamAspect.toDouble() > 0 ? streamAspect : Rational.of(frame.sample_aspect_ratio());
    }

    @Override
    public VideoFormat format() {
        return format;
    }

    @Override
    public OptionalLong frameCount() {
        return times.frameCount();
    }

    @Override
    public synchronized Optional<TimedFrame> next() {
        return nextPicture().map(picture -> new TimedFrame(picture.whole(), picture.time(), picture.length()));
    }

    @Override
    public synchronized Optional<VideoPicture> nextPicture() {
        checkState(!closed, "the reader of %s is closed", file);
        pictures++;
        if (firstWaiting) {
            firstWaiting = false;
        } else if (!decoder.next()) {
            checkComplete();
            return Optional.empty();
        }
        AVFrame decoded = decoder.frame();
        source.checkSize(decoded.width(), decoded.height());
        clock.advance(stamp(decoded), decoded.duration());
        return Optional.of(new DecodedPicture(pictures, clock.start(), clock.length()));
    }

    /** FFmpeg's own guess leaves the stamps for the order of decoding where some go back. */
    private static long stamp(AVFrame frame) {
        return frame.pts() == AV_NOPTS_VALUE ? frame.best_effort_timestamp() : frame.pts();
    }

    private synchronized Frame whole(DecodedPicture picture) {
        return converter.whole(current(picture), PictureFilter.from(decoder.frame(), aspect(decoder.frame())));
    }

    private synchronized Frame part(DecodedPicture picture, PictureWindow window) {
        AVFrame decoded = current(picture);
        PictureFilter filter = PictureFilter.from(decoded, aspect(decoded));
        return converter.makesParts(filter)
                ? converter.part(decoded, filter, window)
                : VideoPicture.of(new TimedFrame(whole(picture), picture.time(), picture.length()))
                        .part(window);
    }

    private AVFrame current(DecodedPicture picture) {
        checkState(!closed && picture.number == pictures, "this picture of %s is over", file);
        return decoder.frame();
    }

    private void checkComplete() {
        String over = seconds((double) clock.end().toNanos() / 1e9);
        int ending = decoder.endStatus();
        if (ending != AVERROR_EOF) {
            throw damaged("it is damaged after " + over + ": " + NativeStatus.describe(ending));
        }
        double missing = times.promisedEndSeconds() - source.readSeconds();
        if (missing > Math.max(1, 0.05 * times.promisedEndSeconds())) {
            throw damaged("it ends after " + over + ", though its header promises " + seconds(missing) + " more");
        }
    }

    @Override
    public synchronized int lostPictures() {
        return closed ? lost : decoder.lostPictures();
    }

    private TalkingHeadException damaged(String reason) {
        return status.failure(reason + "; the frames before that were read");
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.2f s", value);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        lost = decoder.lostPictures();
        converter.close();
        decoder.close();
        source.close();
    }

    /** The picture that the decoder holds, until it decodes the next. */
    private final class DecodedPicture implements VideoPicture {
        private final long number;
        private final Duration time;
        private final Duration length;

        DecodedPicture(long number, Duration time, Duration length) {
            this.number = number;
            this.time = time;
            this.length = length;
        }

        @Override
        public Duration time() {
            return time;
        }

        @Override
        public Duration length() {
            return length;
        }

        @Override
        public Frame whole() {
            return FfmpegVideoReader.this.whole(this);
        }

        @Override
        public Frame part(PictureWindow window) {
            return FfmpegVideoReader.this.part(this, window);
        }
    }
}
