package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Owner of the decoder of one stream and of the frame it fills; it draws packets from a source that is not its own.
 *
 * <p>Damaged packets are passed over, as players do. What the source said last is kept in {@link #endStatus()}, so that
 * the caller can tell a complete file from a broken one.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class StreamDecoder implements AutoCloseable {
    /** More threads delay the first frames and take memory for little gain. */
    private static final int MAX_THREADS = 4;

    /** At the end every thread may report one damaged picture and still hold a good one; no decoder holds back more. */
    private static final int MAX_DRAIN_FAILURES = 64;

    private final MediaSource source;
    private final int streamIndex;
    private final AVCodecContext context;
    private final AVFrame frame;
    private boolean draining;
    private int drainFailures;
    private int endStatus;
    private boolean ended;
    private int damagedPackets;
    private int packets;
    private int frames;

    private StreamDecoder(MediaSource source, int streamIndex, AVCodecContext context, AVFrame frame) {
        this.source = source;
        this.streamIndex = streamIndex;
        this.context = context;
        this.frame = frame;
    }

    static StreamDecoder open(MediaSource source, AVStream stream, NativeStatus status) {
        int codecId = stream.codecpar().codec_id();
        AVCodec codec = avcodec_find_decoder(codecId);
        if (codec == null) {
            throw status.failure("this FFmpeg has no decoder for "
                    + avcodec_get_name(codecId).getString());
        }
        AVCodecContext context = status.present(avcodec_alloc_context3(codec), "making a decoder");
        AVFrame frame = av_frame_alloc();
        try {
            status.present(frame, "making a frame");
            status.check(avcodec_parameters_to_context(context, stream.codecpar()), "preparing the decoder");
            context.pkt_timebase(stream.time_base());
            context.max_pixels(MediaSource.MAX_PIXELS);
            context.thread_count(Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()));
            AVDictionary noOptions = null;
            status.check(avcodec_open2(context, codec, noOptions), "opening the decoder");
            return new StreamDecoder(source, stream.index(), context, frame);
        } catch (RuntimeException e) {
            av_frame_free(frame);
            avcodec_free_context(context);
            throw e;
        }
    }

    /** Decodes the next frame into {@link #frame()}; false at the end. */
    boolean next() {
        while (true) {
            int result = avcodec_receive_frame(context, frame);
            if (result >= 0) {
                frames++;
                return true;
            }
            if (result == AVERROR_EOF) {
                ended = true;
                return false;
            }
            if (result != AVERROR_EAGAIN()) {
                damagedPackets++;
            }
            if (!draining) {
                feed();
            } else if (++drainFailures > MAX_DRAIN_FAILURES) {
                return false;
            }
        }
    }

    private void feed() {
        int result = source.read();
        if (result < 0) {
            endStatus = result;
            draining = true;
            avcodec_send_packet(context, null);
        } else if (source.packet().stream_index() == streamIndex) {
            packets++;
            damagedPackets += avcodec_send_packet(context, source.packet()) < 0 ? 1 : 0;
        }
    }

    AVFrame frame() {
        return frame;
    }

    /** Returns the status with which the source ended; 0 before its end. */
    int endStatus() {
        return endStatus;
    }

    /**
     * Returns how many pictures damage has cost so far, 0 where nothing was damaged. After a damaged picture decoders hold back those
     * that build on it, which shows at the end only.
     */
    int lostPictures() {
        return damagedPackets > 0 && ended ? Math.max(damagedPackets, packets - frames) : damagedPackets;
    }

    @Override
    public void close() {
        av_frame_free(frame);
        avcodec_free_context(context);
    }
}
