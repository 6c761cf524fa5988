package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/**
 * Owner of a media file being written.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class MediaSink implements AutoCloseable {
    private final NativeStatus status;
    private final AVFormatContext context;
    private boolean fileOpen = true;
    private boolean begun;

    private MediaSink(NativeStatus status, AVFormatContext context) {
        this.status = status;
        this.context = context;
    }

    static MediaSink open(Path file, String muxer, NativeStatus status) {
        AVFormatContext context = new AVFormatContext(null);
        AVIOContext output = new AVIOContext(null);
        try (BytePointer url = MediaSource.url(file);
                BytePointer name = new BytePointer(muxer, StandardCharsets.US_ASCII)) {
            status.check(avformat_alloc_output_context2(context, null, name, url), "making the container " + muxer);
            status.check(avio_open(output, url, AVIO_FLAG_WRITE), "creating the file");
            context.pb(output);
            // Else WebM gets a number drawn at random, and two files of the same pictures differ.
            context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
            return new MediaSink(status, context);
        } catch (RuntimeException e) {
            avformat_free_context(context);
            throw e;
        }
    }

    /** Adds a stream that an encoder fills; returns its index. */
    int addStream(AVCodecContext encoder) {
        AVStream stream = newStream();
        status.check(avcodec_parameters_from_context(stream.codecpar(), encoder), "describing a stream");
        stream.time_base(encoder.time_base());
        stream.avg_frame_rate(encoder.framerate());
        return stream.index();
    }

    /** Adds a stream whose packets come from another file as they are; returns its index. */
    int addCopy(AVStream original) {
        AVStream stream = newStream();
        AVCodecParameters parameters = stream.codecpar();
        status.check(avcodec_parameters_copy(parameters, original.codecpar()), "describing a stream");
        // The tag is the old container's.
        parameters.codec_tag(0);
        stream.time_base(original.time_base());
        return stream.index();
    }

    private AVStream newStream() {
        return status.present(avformat_new_stream(context, null), "adding a stream");
    }

    /** Sets what the file says of itself, before the header is written. */
    void tell(String key, String value) {
        AVDictionary told = new AVDictionary(context.metadata());
        status.check(av_dict_set(told, key, value, 0), "describing the file");
        context.metadata(told);
    }

    /** Writes the header; from then on no stream can be added. */
    void start(Map<String, String> settings) {
        AVDictionary options = new AVDictionary(null);
        try {
            settings.forEach((key, value) -> av_dict_set(options, key, value, 0));
            status.check(avformat_write_header(context, options), "writing the header");
            begun = true;
        } finally {
            av_dict_free(options);
        }
    }

    /** Returns the clock of a stream, which the container chooses at the start. */
    AVRational timeBase(int streamIndex) {
        return context.streams(streamIndex).time_base();
    }

    /** Writes a packet, whose content is taken away, among those of the other streams. */
    void write(AVPacket packet, int streamIndex, AVRational timeBase) {
        packet.stream_index(streamIndex);
        packet.pos(-1);
        av_packet_rescale_ts(packet, timeBase, timeBase(streamIndex));
        status.check(av_interleaved_write_frame(context, packet), "writing");
        checkOutput();
    }

    /** Writes what is left and closes the file. */
    void complete() {
        begun = false;
        status.check(av_write_trailer(context), "completing the file");
        checkOutput();
        fileOpen = false;
        status.check(avio_close(context.pb()), "closing the file");
    }

    /** Some formats do not pass on what the disk said. */
    private void checkOutput() {
        status.check(context.pb().error(), "writing");
    }

    @Override
    public void close() {
        if (begun) {
            begun = false;
            // Of a file that is given up, too: the muxer of GIF frees its last picture nowhere else.
            av_write_trailer(context);
        }
        if (fileOpen) {
            fileOpen = false;
            avio_close(context.pb());
        }
        context.pb(null);
        avformat_free_context(context);
    }
}
