package io.talkinghead.video;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_close;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_parse2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParserContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/** Decodes the one picture of a packet, whole or not at all: unlike a video's, a photo's damage is not passed over. */
final class StillDecoder {
    /** Slices of one picture, of which phones make few. */
    private static final int MAX_THREADS = 4;

    /** Codecs work in blocks, beyond the edge of the picture. */
    private static final int MAX_BLOCK_PX = 128;

    private StillDecoder() {}

    /**
     * Decodes a packet of a stream.
     *
     * @param most how many pixels the picture may have
     * @return a frame, which the caller frees
     */
    static AVFrame decode(AVStream stream, AVPacket packet, long most, NativeStatus status) {
        if ((packet.flags() & AV_PKT_FLAG_CORRUPT) != 0) {
            throw status.failure("it is damaged or cut off");
        }
        int codecId = stream.codecpar().codec_id();
        String name = avcodec_get_name(codecId).getString();
        AVCodec codec = avcodec_find_decoder(codecId);
        if (codec == null) {
            throw status.failure("this build of FFmpeg has no decoder for " + name);
        }
        AVCodecContext context = status.present(avcodec_alloc_context3(codec), "making a decoder");
        AVFrame frame = av_frame_alloc();
        try {
            status.present(frame, "making a frame");
            status.check(avcodec_parameters_to_context(context, stream.codecpar()), "preparing the decoder");
            checkSize(context, codecId, packet, most, status);
            context.thread_count(Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()));
            context.max_pixels(most);
            AVDictionary noOptions = null;
            status.check(avcodec_open2(context, codec, noOptions), "opening the decoder for " + name);
            receive(context, packet, frame, "decoding it as " + name, status);
            return frame;
        } catch (RuntimeException e) {
            av_frame_free(frame);
            throw e;
        } finally {
            avcodec_free_context(context);
        }
    }

    /** How many pixels decoding a picture of a size may take. */
    static long most(int widthPx, int heightPx) {
        return (widthPx + (long) MAX_BLOCK_PX) * (heightPx + (long) MAX_BLOCK_PX);
    }

    /** Some decoders take memory for the picture before FFmpeg looks at its size, so that the parser is asked first. */
    private static void checkSize(
            AVCodecContext context, int codecId, AVPacket packet, long most, NativeStatus status) {
        AVCodecParserContext parser = av_parser_init(codecId);
        if (parser == null) {
            return;
        }
        try (BytePointer ignored = new BytePointer((BytePointer) null);
                IntPointer ignoredSize = new IntPointer(1)) {
            av_parser_parse2(
                    parser,
                    context,
                    ignored,
                    ignoredSize,
                    packet.data(),
                    packet.size(),
                    AV_NOPTS_VALUE,
                    AV_NOPTS_VALUE,
                    -1);
            int width = Math.max(context.width(), parser.width());
            int height = Math.max(context.height(), parser.height());
            if (width < 0 || height < 0 || (long) width * height > most) {
                throw status.failure("one of its pictures has " + width + " x " + height
                        + " px, more than its header says or than is read");
            }
        } finally {
            av_parser_close(parser);
        }
    }

    private static void receive(
            AVCodecContext context, AVPacket packet, AVFrame frame, String action, NativeStatus status) {
        status.check(avcodec_send_packet(context, packet), action);
        status.check(avcodec_send_packet(context, null), action);
        status.check(avcodec_receive_frame(context, frame), action);
        if (frame.decode_error_flags() != 0 || (frame.flags() & AV_FRAME_FLAG_CORRUPT) != 0) {
            throw status.failure(action + " failed: it is damaged or cut off");
        }
    }
}
