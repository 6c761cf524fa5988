package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_iterate;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * Owner of an encoder and of the packet it fills.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class StreamEncoder implements AutoCloseable {
    private static final int MAX_DENOMINATOR = 1_001_000;

    private final NativeStatus status;
    private final AVCodecContext context;
    private final AVPacket packet;

    private StreamEncoder(NativeStatus status, AVCodecContext context, AVPacket packet) {
        this.status = status;
        this.context = context;
        this.packet = packet;
    }

    /**
     * Opens an encoder.
     *
     * @param settings FFmpeg's options; one that the encoder does not know is refused, as it would be passed over silently
     * @param framesPerSecond on average, by which bits are shared out; 0 for sound
     * @param sampleFormat FFmpeg's number, which no option takes; {@code AV_SAMPLE_FMT_NONE} for pictures
     */
    static StreamEncoder open(
            AVCodec codec,
            Map<String, String> settings,
            double framesPerSecond,
            int sampleFormat,
            NativeStatus status) {
        AVCodecContext context = status.present(avcodec_alloc_context3(codec), "making an encoder");
        AVPacket packet = av_packet_alloc();
        AVDictionary options = new AVDictionary(null);
        try {
            status.present(packet, "making a packet");
            settings.forEach((key, value) -> av_dict_set(options, key, value, 0));
            context.sample_fmt(sampleFormat);
            if (framesPerSecond > 0) {
                try (AVRational rate = av_d2q(framesPerSecond, MAX_DENOMINATOR)) {
                    context.framerate(rate);
                }
            }
            String action = "opening the encoder " + codec.name().getString() + " with " + settings;
            status.check(avcodec_open2(context, codec, options), action);
            AVDictionaryEntry unknown = av_dict_iterate(options, null);
            if (unknown != null) {
                throw status.failure(action + " failed: it does not know the option "
                        + unknown.key().getString());
            }
            return new StreamEncoder(status, context, packet);
        } catch (RuntimeException e) {
            av_packet_free(packet);
            avcodec_free_context(context);
            throw e;
        } finally {
            av_dict_free(options);
        }
    }

    /**
     * Encodes a frame and writes the packets that are ready.
     *
     * @param frame null at the end
     * @param last the picture given last, whose length no encoder passes on; {@link Shown#NEVER} for sound
     */
    void encode(@Nullable AVFrame frame, Shown last, MediaSink sink, int streamIndex) {
        status.check(avcodec_send_frame(context, frame), "encoding");
        while (true) {
            int result = avcodec_receive_packet(context, packet);
            if (result == AVERROR_EAGAIN() || result == AVERROR_EOF) {
                return;
            }
            status.check(result, "encoding");
            if (!last.equals(Shown.NEVER)) {
                packet.duration(packet.pts() == last.ticks() ? last.length() : 1);
            }
            sink.write(packet, streamIndex, context.time_base());
        }
    }

    /**
     * When a picture is shown, in ticks of the encoder.
     *
     * @param ticks from when
     * @param length for how long, if none follows
     */
    record Shown(long ticks, long length) {
        static final Shown NEVER = new Shown(-1, 0);
    }

    AVCodecContext context() {
        return context;
    }

    @Override
    public void close() {
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}
