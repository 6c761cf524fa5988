package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_SEEKABLE_NORMAL;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/**
 * Owner of an opened HEIC or AVIF file, which lies in memory as a whole, and of the packet read from it.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class HeifFile implements AutoCloseable {
    private final AVFormatContext context;
    private final AVPacket packet;
    private final CloseStack owned;

    private HeifFile(AVFormatContext context, AVPacket packet, CloseStack owned) {
        this.context = context;
        this.packet = packet;
        this.owned = owned;
    }

    /** Reads the file's boxes; decodes nothing. */
    static HeifFile open(byte[] file, NativeStatus status) {
        CloseStack owned = new CloseStack();
        try {
            AVIOContext memory = memory(file, owned, status);
            AVPacket packet = status.present(av_packet_alloc(), "making a packet");
            owned.push(() -> av_packet_free(packet));
            AVFormatContext context = status.present(avformat_alloc_context(), "opening the file");
            // On failure FFmpeg frees the context itself, and leaves it null.
            owned.push(() -> avformat_close_input(context));
            context.pb(memory);
            openInput(context, status);
            return new HeifFile(context, packet, owned);
        } catch (RuntimeException e) {
            owned.close();
            throw e;
        }
    }

    /** FFmpeg reads what is in the buffer and, without a function that fetches more, takes its end for the file's. */
    private static AVIOContext memory(byte[] file, CloseStack owned, NativeStatus status) {
        BytePointer bytes = new BytePointer(
                status.present(av_malloc((long) file.length + AV_INPUT_BUFFER_PADDING_SIZE), "copying the file"));
        bytes.put(file);
        AVIOContext memory = avio_alloc_context(bytes, file.length, 0, null, null, null, null);
        if (memory == null || memory.isNull()) {
            av_free(bytes);
        }
        status.present(memory, "opening the file");
        owned.push(() -> {
            // FFmpeg may have moved the buffer meanwhile.
            av_free(memory.buffer());
            avio_context_free(memory);
        });
        memory.seekable(AVIO_SEEKABLE_NORMAL);
        return memory;
    }

    private static void openInput(AVFormatContext context, NativeStatus status) {
        AVDictionary options = new AVDictionary(null);
        try {
            // A picture never makes us open another file or the network.
            av_dict_set(options, "protocol_whitelist", "none", 0);
            status.check(
                    avformat_open_input(context, (String) null, av_find_input_format("mov"), options),
                    "reading its boxes");
        } finally {
            av_dict_free(options);
        }
    }

    /** Reads the next packet into {@link #packet()}; false at the end, and where the rest cannot be read. */
    boolean read() {
        av_packet_unref(packet);
        return av_read_frame(context, packet) >= 0;
    }

    AVPacket packet() {
        return packet;
    }

    AVFormatContext context() {
        return context;
    }

    @Override
    public void close() {
        owned.close();
    }
}
