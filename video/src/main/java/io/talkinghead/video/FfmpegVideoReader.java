package io.talkinghead.video;

import static com.google.common.base.Preconditions.checkState;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    /** A tick of the coarsest clock that videos are written with, WebM's. */
    private static final Duration LEAST_STEP = Duration.ofMillis(1);

    private static final Logger LOGGER = LoggerFactory.getLogger(FfmpegVideoReader.class);

    private final Path file;
    private final NativeStatus status;
    private final MediaSource source;
    private final StreamDecoder decoder;
    private final StreamTimes times;
    private final VideoFormat format;
    private final Rational streamAspect;
    private @Nullable PictureFilter filter;
    private @Nullable FilterPipeline pipeline;
    private boolean firstWaiting = true;
    private @Nullable Duration last;
    private Duration end = Duration.ZERO;
    private final Consumer<String> warnings;
    private boolean damageTold;
    private boolean closed;

    private FfmpegVideoReader(
            Path file,
            NativeStatus status,
            MediaSource source,
            StreamDecoder decoder,
            AVStream stream,
            Consumer<String> warnings) {
        this.file = file;
        this.warnings = warnings;
        this.status = status;
        this.source = source;
        this.decoder = decoder;
        this.streamAspect = aspect(source, stream);
        AVFrame first = decoder.frame();
        PictureFilter geometry = PictureFilter.from(first, aspect(first));
        source.checkSize(geometry.squareWidthPx(), geometry.squareHeightPx());
        this.times = StreamTimes.from(source, stream, stamp(first));
        this.format = new VideoFormat(geometry.uprightWidthPx(), geometry.uprightHeightPx(), times.framesPerSecond());
    }

    /** Opens a file and decodes its first frame, which alone tells size and direction for certain. */
    static FfmpegVideoReader open(Path file) {
        return open(file, LOGGER::warn);
    }

    /**
     * Opens a file.
     *
     * @param warnings hears once, at its end or when it is closed, how many pictures were passed over, if any were
     */
    static FfmpegVideoReader open(Path file, Consumer<String> warnings) {
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
            return new FfmpegVideoReader(file, status, source, decoder, stream, warnings);
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
        checkState(!closed, "the reader of %s is closed", file);
        if (firstWaiting) {
            firstWaiting = false;
        } else if (!decoder.next()) {
            tellDamage();
            checkComplete();
            return Optional.empty();
        }
        AVFrame decoded = decoder.frame();
        Duration time = times.time(stamp(decoded)).orElse(end);
        Duration length = times.length(decoded.duration());
        if (last != null && time.compareTo(last) <= 0) {
            // A stamp repeats or goes back: just after the frame before, so that the next true stamp is kept.
            time = last.plus(LEAST_STEP);
        }
        last = time;
        end = time.plus(length);
        return Optional.of(new TimedFrame(picture(decoded), time, length));
    }

    /** FFmpeg's own guess leaves the stamps for the order of decoding where some go back. */
    private static long stamp(AVFrame frame) {
        return frame.pts() == AV_NOPTS_VALUE ? frame.best_effort_timestamp() : frame.pts();
    }

    private Frame picture(AVFrame decoded) {
        source.checkSize(decoded.width(), decoded.height());
        FilterPipeline current = pipelineFor(PictureFilter.from(decoded, aspect(decoded)));
        decoded.pts(0);
        current.push(decoded);
        if (!current.pull()) {
            throw status.failure("a picture was lost in its conversion to RGB");
        }
        return copy(current.output());
    }

    /** Streams may change size, colours or direction on the way; the pictures handed out keep their size. */
    private FilterPipeline pipelineFor(PictureFilter wanted) {
        FilterPipeline current = pipeline;
        if (current == null || !wanted.equals(filter)) {
            if (current != null) {
                pipeline = null;
                current.close();
            }
            current = FilterPipeline.open(wanted.description(format.widthPx(), format.heightPx()), "", status);
            pipeline = current;
            filter = wanted;
        }
        return current;
    }

    private static Frame copy(AVFrame rgb) {
        int width = rgb.width();
        int height = rgb.height();
        int stride = rgb.linesize(0);
        byte[] pixels = new byte[3 * width * height];
        BytePointer data = rgb.data(0);
        for (int y = 0; y < height; y++) {
            data.position((long) y * stride).get(pixels, 3 * width * y, 3 * width);
        }
        return Frame.of(width, height, pixels);
    }

    private void checkComplete() {
        String over = seconds((double) end.toNanos() / 1e9);
        int ending = decoder.endStatus();
        if (ending != AVERROR_EOF) {
            throw damaged("it is damaged after " + over + ": " + NativeStatus.describe(ending));
        }
        double missing = times.promisedEndSeconds() - source.readSeconds();
        if (missing > Math.max(1, 0.05 * times.promisedEndSeconds())) {
            throw damaged("it ends after " + over + ", though its header promises " + seconds(missing) + " more");
        }
    }

    /** Once for all pictures, as a bad file has hundreds. */
    private void tellDamage() {
        int lost = decoder.lostPictures();
        if (lost > 0 && !damageTold) {
            damageTold = true;
            warnings.accept(file + ": " + lost + (lost == 1 ? " damaged picture was" : " damaged pictures were")
                    + " passed over");
        }
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
        tellDamage();
        if (pipeline != null) {
            pipeline.close();
        }
        decoder.close();
        source.close();
    }
}
