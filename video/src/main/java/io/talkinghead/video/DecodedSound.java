package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_describe;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_get_sample_fmt_name;
import static org.bytedeco.ffmpeg.global.avutil.av_samples_set_silence;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Owner of the decoder of a file's sound, which comes out at 48 kHz, mono or stereo, without gaps. Time 0 is given.
 *
 * <p>The source is not its own.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class DecodedSound implements AutoCloseable {
    /** What comes out has so many samples a second, and counts its time in them. */
    static final int RATE = 48_000;

    private final StreamDecoder decoder;
    private final FilterPipeline pipeline;
    private final AVFrame silence;
    private final boolean mono;
    private final double tickSeconds;
    private final long startTicks;
    private double pushedSeconds;
    private boolean frameWaits = true;
    private boolean outputWaits;
    private boolean ended;

    private DecodedSound(
            StreamDecoder decoder, FilterPipeline pipeline, AVFrame silence, double tickSeconds, double startSeconds) {
        this.decoder = decoder;
        this.pipeline = pipeline;
        this.silence = silence;
        this.mono = isMono(decoder.frame());
        this.tickSeconds = tickSeconds;
        this.startTicks = Math.round(startSeconds / tickSeconds);
    }

    /**
     * Opens the decoder and decodes the first frame, which alone tells the form of the sound for certain.
     *
     * @param startSeconds what counts as 0, by the clock of the file
     * @param sampleFormat of what comes out, by FFmpeg's name
     * @return null when nothing of the sound can be decoded
     */
    static @Nullable DecodedSound open(
            MediaSource source, AVStream stream, double startSeconds, String sampleFormat, NativeStatus status) {
        CloseStack opened = new CloseStack();
        try {
            StreamDecoder decoder = StreamDecoder.open(source, stream, status);
            opened.push(decoder::close);
            if (!decoder.next()) {
                opened.close();
                return null;
            }
            AVFrame silence = status.present(av_frame_alloc(), "making a frame");
            opened.push(() -> av_frame_free(silence));
            fillSecond(silence, decoder.frame(), status);
            Rational timeBase = Rational.of(stream.time_base());
            FilterPipeline pipeline =
                    FilterPipeline.open(description(decoder.frame(), timeBase, sampleFormat), "a", status);
            return new DecodedSound(decoder, pipeline, silence, timeBase.toDouble(), startSeconds);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static void fillSecond(AVFrame silence, AVFrame like, NativeStatus status) {
        int rate = like.sample_rate();
        silence.format(like.format());
        silence.sample_rate(rate);
        silence.nb_samples(rate);
        layoutOf(like);
        status.check(av_channel_layout_copy(silence.ch_layout(), like.ch_layout()), "making a frame");
        status.check(av_frame_get_buffer(silence, 0), "making a frame");
        int channels = like.ch_layout().nb_channels();
        av_samples_set_silence(silence.extended_data(), 0, rate, channels, like.format());
    }

    private static String description(AVFrame frame, Rational timeBase, String sampleFormat) {
        return "abuffer" + FilterPipeline.ENTRY + "=sample_rate=" + frame.sample_rate() + ":sample_fmt="
                + av_get_sample_fmt_name(frame.format()).getString() + ":channel_layout=" + layoutOf(frame)
                + ":time_base=" + timeBase
                // Small gaps become silence, and so does a late start; what lies before 0 is cut.
                + ",aresample=" + RATE + ":async=1:first_pts=0,aformat=sample_fmts=" + sampleFormat + ":sample_rates="
                + RATE + ":channel_layouts=" + (isMono(frame) ? "mono" : "stereo") + ",abuffersink"
                + FilterPipeline.EXIT;
    }

    private static boolean isMono(AVFrame frame) {
        return frame.ch_layout().nb_channels() == 1;
    }

    private static String layoutOf(AVFrame frame) {
        AVChannelLayout layout = frame.ch_layout();
        if (layout.order() == AV_CHANNEL_ORDER_UNSPEC) {
            av_channel_layout_default(layout, layout.nb_channels());
        }
        byte[] text = new byte[128];
        int length = av_channel_layout_describe(layout, text, text.length);
        return new String(text, 0, Math.max(0, Math.min(length, text.length) - 1), StandardCharsets.US_ASCII);
    }

    /** Returns FFmpeg's name of what comes out. */
    String layout() {
        return mono ? "mono" : "stereo";
    }

    /** Makes every frame that comes out, but the last, this long. */
    void frameSize(int samples) {
        pipeline.frameSize(samples);
    }

    /** Makes sure that {@link #output()} holds sound that was not taken; false at the end. */
    boolean fetch() {
        while (!outputWaits) {
            if (pipeline.pull()) {
                outputWaits = true;
            } else if (ended) {
                return false;
            } else if (!pushNext()) {
                ended = true;
                pipeline.push(null);
            }
        }
        return true;
    }

    /** Returns the frame that {@link #fetch()} made sure of, without taking it. */
    AVFrame output() {
        return pipeline.output();
    }

    /** Returns the frame that {@link #fetch()} made sure of; the next fetch replaces it. */
    AVFrame take() {
        outputWaits = false;
        return pipeline.output();
    }

    private boolean pushNext() {
        if (!frameWaits && !decoder.next()) {
            return false;
        }
        AVFrame frame = decoder.frame();
        long ticks = frame.best_effort_timestamp();
        double seconds = ticks == AV_NOPTS_VALUE ? pushedSeconds : (ticks - startTicks) * tickSeconds;
        frameWaits = seconds > pushedSeconds + 1;
        if (frameWaits) {
            // A damaged time may lie years ahead: its silence is made as it is asked for, not at once.
            silence.pts(Math.round(pushedSeconds / tickSeconds));
            pipeline.push(silence);
            pushedSeconds += 1;
            return true;
        }
        frame.pts(ticks == AV_NOPTS_VALUE ? AV_NOPTS_VALUE : ticks - startTicks);
        layoutOf(frame);
        pipeline.push(frame);
        pushedSeconds = Math.max(pushedSeconds, seconds + (double) frame.nb_samples() / silence.sample_rate());
        return true;
    }

    @Override
    public void close() {
        pipeline.close();
        av_frame_free(silence);
        decoder.close();
    }
}
