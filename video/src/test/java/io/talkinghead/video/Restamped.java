package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** Copies of videos whose pictures have other time stamps, as recorders, editors and broken muxers write them. */
final class Restamped {
    private Restamped() {}

    /**
     * Copies a video's pictures.
     *
     * @param to its extension names the container
     * @param millis the stamp of each picture
     * @param options of the container
     */
    static Path copy(Path from, Path to, Map<String, String> options, long... millis) {
        AVFormatContext in = new AVFormatContext(null);
        AVFormatContext out = new AVFormatContext(null);
        AVIOContext file = new AVIOContext(null);
        AVPacket packet = av_packet_alloc();
        AVDictionary settings = new AVDictionary(null);
        try {
            assertThat(avformat_open_input(in, from.toString(), null, null)).isZero();
            assertThat(avformat_find_stream_info(in, (AVDictionary) null)).isNotNegative();
            assertThat(avformat_alloc_output_context2(out, null, null, to.toString()))
                    .isNotNegative();
            AVStream stream = avformat_new_stream(out, null);
            avcodec_parameters_copy(stream.codecpar(), in.streams(0).codecpar());
            stream.codecpar().codec_tag(0);
            stream.time_base(av_make_q(1, 1000));
            assertThat(avio_open(file, to.toString(), 2)).isNotNegative();
            out.pb(file);
            options.forEach((key, value) -> av_dict_set(settings, key, value, 0));
            assertThat(avformat_write_header(out, settings)).isNotNegative();
            long ticks = stream.time_base().den() / 1000;
            for (int i = 0; av_read_frame(in, packet) >= 0; i++) {
                // Decoded in the order of the file, shown whenever the stamps say.
                packet.pts(millis[i] * ticks);
                boolean transport = to.toString().endsWith(".ts");
                packet.dts(transport ? packet.pts() : Math.min(millis[0], 0) * ticks + i - millis.length);
                packet.duration(40 * ticks);
                packet.stream_index(0);
                assertThat(av_write_frame(out, packet)).isNotNegative();
            }
            assertThat(av_write_trailer(out)).isZero();
            return to;
        } finally {
            av_packet_free(packet);
            av_dict_free(settings);
            avformat_close_input(in);
            avio_closep(file);
            avformat_free_context(out);
        }
    }
}
