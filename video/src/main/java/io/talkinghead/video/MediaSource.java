package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_demuxer_iterate;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Owner of an opened media file and of the packet read from it.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class MediaSource implements AutoCloseable {
    /** The longest side accepted, in pixels. */
    static final int MAX_SIDE_PX = 8192;

    /** The most pixels accepted: 8K video, and some. */
    static final long MAX_PIXELS = 8192L * 4608;

    /** What opens further files or addresses that a file names: play lists, descriptions of sessions, scripts, drawings. */
    private static final Set<String> REFERRING = Set.of(
            "hls",
            "dash",
            "webm_dash_manifest",
            "concat",
            "imf",
            "sdp",
            "rtsp",
            "rtp",
            "sap",
            "vobsub",
            "mlv",
            "avisynth",
            "vapoursynth",
            "svg_pipe");

    /** Text art, which would make a video of any text file. */
    private static final Set<String> TEXT_ART = Set.of("tty", "bin", "xbin", "adf", "idf");

    private final NativeStatus status;
    private final AVFormatContext context;
    private final AVPacket packet;
    private final Map<Integer, PacketClock> clocks = new HashMap<>();
    private double readSeconds;

    private MediaSource(NativeStatus status, AVFormatContext context, AVPacket packet) {
        this.status = status;
        this.context = context;
        this.packet = packet;
    }

    /**
     * Opens a file and reads its headers.
     *
     * @throws io.talkinghead.error.TalkingHeadException as {@code status} says, when it is not a media file
     */
    static MediaSource open(Path file, NativeStatus status) {
        checkFile(file, status);
        AVFormatContext context = openInput(file, status);
        AVPacket packet = av_packet_alloc();
        try {
            status.present(packet, "making a packet");
            MediaSource source = new MediaSource(status, context, packet);
            // Looking for the streams may decode a first picture: refuse a huge one before.
            source.checkSizes();
            AVDictionary noOptions = null;
            status.check(avformat_find_stream_info(context, noOptions), "reading the headers");
            source.checkSizes();
            return source;
        } catch (RuntimeException e) {
            av_packet_free(packet);
            avformat_close_input(context);
            throw e;
        }
    }

    private static void checkFile(Path file, NativeStatus status) {
        if (file.getFileSystem() != FileSystems.getDefault()) {
            throw status.failure("it is not on the machine's own file system");
        }
        if (!Files.exists(file)) {
            throw status.failure("there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw status.failure("it is not a regular file");
        }
        if (!Files.isReadable(file)) {
            throw status.failure("its rights forbid reading");
        }
        try {
            if (Files.size(file) == 0) {
                throw status.failure("it is empty (0 bytes)");
            }
        } catch (IOException e) {
            throw status.failure(e.toString());
        }
    }

    private static AVFormatContext openInput(Path file, NativeStatus status) {
        AVFormatContext context = new AVFormatContext(null);
        AVDictionary options = new AVDictionary(null);
        try (BytePointer url = url(file)) {
            // A media file never makes us open another file or the network.
            av_dict_set(options, "protocol_whitelist", "file", 0);
            av_dict_set(options, "format_whitelist", acceptedFormats(), 0);
            // A picture named img%d.png is that picture alone; other formats pass the option over.
            av_dict_set(options, "pattern_type", "none", 0);
            // An MP4 may say that its pictures lie in another file. These are the defaults, and must stay so.
            av_dict_set(options, "enable_drefs", "0", 0);
            av_dict_set(options, "use_absolute_path", "0", 0);
            // On failure FFmpeg frees the context itself.
            status.check(avformat_open_input(context, url, null, options), "finding a media format that FFmpeg reads");
            return context;
        } finally {
            av_dict_free(options);
        }
    }

    private static String acceptedFormats() {
        StringJoiner names = new StringJoiner(",");
        try (PointerPointer<?> position = new PointerPointer<>(1)) {
            position.put(0, null);
            for (AVInputFormat format = av_demuxer_iterate(position);
                    format != null;
                    format = av_demuxer_iterate(position)) {
                String name = format.name().getString();
                if (!REFERRING.contains(name) && !TEXT_ART.contains(name)) {
                    names.add(name);
                }
            }
        }
        return names.toString();
    }

    /** Returns the file as FFmpeg names it, so that no part of its name is taken for a protocol or a pattern. */
    static BytePointer url(Path file) {
        byte[] bytes = Bytes.concat("file:".getBytes(StandardCharsets.UTF_8), NameBytes.of(file.toAbsolutePath()));
        BytePointer url = new BytePointer(bytes.length + 1L);
        return url.put(bytes, 0, bytes.length).put(bytes.length, (byte) 0);
    }

    private void checkSizes() {
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            if (stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
                checkSize(stream.codecpar().width(), stream.codecpar().height());
            }
        }
    }

    /** Refuses pictures that are too large. */
    void checkSize(int widthPx, int heightPx) {
        if (widthPx > MAX_SIDE_PX || heightPx > MAX_SIDE_PX || (long) widthPx * heightPx > MAX_PIXELS) {
            throw status.failure("its pictures have " + widthPx + " x " + heightPx + " px, more than " + MAX_SIDE_PX
                    + " px a side or " + MAX_PIXELS + " px in all");
        }
    }

    /** Returns the best stream of a type; null when there is none. */
    @Nullable
    AVStream best(int mediaType) {
        AVCodec anyCodec = null;
        int best = av_find_best_stream(context, mediaType, -1, -1, anyCodec, 0);
        return best < 0 ? null : context.streams(best);
    }

    /** Drops the packets of all streams but one, unread where the container can skip them. */
    void readOnly(AVStream stream) {
        for (int i = 0; i < context.nb_streams(); i++) {
            if (i != stream.index()) {
                context.streams(i).discard(AVDISCARD_ALL);
            }
        }
    }

    /** Returns the start of the pictures in seconds, or that of the file when it has none. */
    double startSeconds() {
        AVStream video = best(AVMEDIA_TYPE_VIDEO);
        if (video != null && video.start_time() != AV_NOPTS_VALUE) {
            return video.start_time() * Rational.of(video.time_base()).toDouble();
        }
        return context.start_time() == AV_NOPTS_VALUE ? 0 : context.start_time() / 1e6;
    }

    /**
     * Reads the next packet into {@link #packet()}; a clock that begins again goes on instead.
     *
     * @return FFmpeg's status: negative at the end and on damage
     */
    int read() {
        av_packet_unref(packet);
        int result = av_read_frame(context, packet);
        if (result < 0) {
            return result;
        }
        PacketClock clock = clocks.computeIfAbsent(
                packet.stream_index(),
                stream -> new PacketClock(Rational.of(context.streams(stream).time_base())));
        clock.straighten(packet);
        if (packet.pts() != AV_NOPTS_VALUE) {
            double end = clock.seconds(packet.pts() + packet.duration());
            readSeconds = Math.max(readSeconds, end);
        }
        return result;
    }

    /** Returns when the last packet read so far is over, by the clock of the file. */
    double readSeconds() {
        return readSeconds;
    }

    AVPacket packet() {
        return packet;
    }

    AVFormatContext context() {
        return context;
    }

    @Override
    public void close() {
        av_packet_free(packet);
        avformat_close_input(context);
    }
}
