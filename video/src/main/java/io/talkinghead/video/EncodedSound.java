package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_describe;
import static org.bytedeco.ffmpeg.global.avutil.av_get_sample_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_get_sample_fmt_name;

import com.google.common.collect.ImmutableMap;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Sound that is decoded, brought to 48 kHz, mono or stereo, and encoded anew; cut to the sample. */
final class EncodedSound implements SoundTrack {
    private static final int RATE = 48_000;

    private final MediaSource source;
    private final StreamDecoder decoder;
    private final FilterPipeline pipeline;
    private final StreamEncoder encoder;
    private final MediaSink sink;
    private final int sinkIndex;
    private final long startTicks;
    private boolean waits;
    private boolean ended;

    private EncodedSound(
            MediaSource source,
            StreamDecoder decoder,
            FilterPipeline pipeline,
            StreamEncoder encoder,
            MediaSink sink,
            long startTicks) {
        this.source = source;
        this.decoder = decoder;
        this.pipeline = pipeline;
        this.encoder = encoder;
        this.sink = sink;
        this.sinkIndex = sink.addStream(encoder.context());
        this.startTicks = startTicks;
    }

    /** Takes the source over: it is closed with the track. Returns null when nothing of the sound can be decoded. */
    static @Nullable EncodedSound open(
            MediaSource source, AVStream stream, double startSeconds, SoundCodec codec, MediaSink sink, Statuses of) {
        StreamDecoder decoder = StreamDecoder.open(source, stream, of.reading());
        FilterPipeline pipeline = null;
        StreamEncoder encoder = null;
        try {
            if (!decoder.next()) {
                decoder.close();
                source.close();
                return null;
            }
            long startTicks =
                    Math.round(startSeconds / Rational.of(stream.time_base()).toDouble());
            int channels = Math.min(2, decoder.frame().ch_layout().nb_channels());
            String layout = channels == 1 ? "mono" : "stereo";
            pipeline = FilterPipeline.open(
                    description(decoder.frame(), Rational.of(stream.time_base()), codec, layout), "a", of.reading());
            encoder = openEncoder(codec, layout, of.writing());
            pipeline.frameSize(encoder.context().frame_size());
            EncodedSound sound = new EncodedSound(source, decoder, pipeline, encoder, sink, startTicks);
            sound.push();
            return sound;
        } catch (RuntimeException e) {
            if (encoder != null) {
                encoder.close();
            }
            if (pipeline != null) {
                pipeline.close();
            }
            decoder.close();
            throw e;
        }
    }

    private static StreamEncoder openEncoder(SoundCodec codec, String layout, NativeStatus writing) {
        AVCodec found = avcodec_find_encoder_by_name(codec.encoder());
        if (found == null) {
            throw writing.failure("this FFmpeg has no encoder " + codec.encoder() + " for the sound");
        }
        return StreamEncoder.open(
                found,
                ImmutableMap.of(
                        "ar",
                        Integer.toString(RATE),
                        "time_base",
                        "1/" + RATE,
                        "ch_layout",
                        layout,
                        "b",
                        codec.bitRate(),
                        "flags",
                        "+global_header"),
                av_get_sample_fmt(codec.sampleFormat()),
                writing);
    }

    private static String description(AVFrame frame, Rational timeBase, SoundCodec codec, String layout) {
        return "abuffer" + FilterPipeline.ENTRY + "=sample_rate=" + frame.sample_rate() + ":sample_fmt="
                + av_get_sample_fmt_name(frame.format()).getString() + ":channel_layout=" + layoutOf(frame)
                + ":time_base=" + timeBase
                // Gaps become silence, and so does a late start; what lies before 0 is cut.
                + ",aresample=" + RATE + ":async=1:first_pts=0,aformat=sample_fmts=" + codec.sampleFormat()
                + ":sample_rates=" + RATE + ":channel_layouts=" + layout + ",abuffersink" + FilterPipeline.EXIT;
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

    private void push() {
        AVFrame frame = decoder.frame();
        long ticks = frame.best_effort_timestamp();
        frame.pts(ticks == AV_NOPTS_VALUE ? AV_NOPTS_VALUE : ticks - startTicks);
        layoutOf(frame);
        pipeline.push(frame);
    }

    @Override
    public void writeUntil(double seconds) {
        while (fetch() && pipeline.output().pts() + pipeline.output().nb_samples() <= seconds * RATE) {
            writeWaiting();
        }
    }

    @Override
    public void finish(double seconds) {
        long end = Math.round(seconds * RATE);
        while (fetch() && pipeline.output().pts() < end) {
            AVFrame frame = pipeline.output();
            frame.nb_samples((int) Math.min(frame.nb_samples(), end - frame.pts()));
            writeWaiting();
        }
        encoder.encode(null, 0, sink, sinkIndex);
    }

    private void writeWaiting() {
        waits = false;
        encoder.encode(pipeline.output(), 0, sink, sinkIndex);
    }

    /** Makes sure that the pipeline's output waits to be written; false when there is none left. */
    private boolean fetch() {
        while (!waits) {
            if (pipeline.pull()) {
                waits = true;
            } else if (ended) {
                return false;
            } else if (decoder.next()) {
                push();
            } else {
                ended = true;
                pipeline.push(null);
            }
        }
        return true;
    }

    @Override
    public void close() {
        encoder.close();
        pipeline.close();
        decoder.close();
        source.close();
    }

    /**
     * Whom to blame.
     *
     * @param reading for failures of the file that the sound is in
     * @param writing for failures of the file being written
     */
    record Statuses(NativeStatus reading, NativeStatus writing) {}
}
