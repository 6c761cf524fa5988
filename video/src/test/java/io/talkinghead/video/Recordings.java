package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** MPEG transport streams as recorders leave them: parts one behind the other, the clock of each beginning anew. */
final class Recordings {
    private Recordings() {}

    /** Puts videos together. */
    static Path of(Path to, Path... videos) throws IOException {
        try (var out = Files.newOutputStream(to)) {
            for (Path video : videos) {
                Path part = video.resolveSibling(video.getFileName() + ".ts");
                copy(video, part);
                Files.copy(part, out);
            }
        }
        return to;
    }

    private static void copy(Path from, Path to) {
        AVFormatContext in = new AVFormatContext(null);
        AVFormatContext out = new AVFormatContext(null);
        AVIOContext file = new AVIOContext(null);
        AVPacket packet = av_packet_alloc();
        try {
            assertThat(avformat_open_input(in, from.toString(), null, null)).isZero();
            assertThat(avformat_find_stream_info(in, (AVDictionary) null)).isNotNegative();
            assertThat(avformat_alloc_output_context2(out, null, null, to.toString()))
                    .isNotNegative();
            for (int i = 0; i < in.nb_streams(); i++) {
                AVStream stream = avformat_new_stream(out, null);
                avcodec_parameters_copy(stream.codecpar(), in.streams(i).codecpar());
                stream.codecpar().codec_tag(0);
            }
            assertThat(avio_open(file, to.toString(), 2)).isNotNegative();
            out.pb(file);
            assertThat(avformat_write_header(out, (AVDictionary) null)).isNotNegative();
            while (av_read_frame(in, packet) >= 0) {
                int index = packet.stream_index();
                av_packet_rescale_ts(
                        packet,
                        in.streams(index).time_base(),
                        out.streams(index).time_base());
                assertThat(av_interleaved_write_frame(out, packet)).isNotNegative();
            }
            assertThat(av_write_trailer(out)).isZero();
        } finally {
            av_packet_free(packet);
            avformat_close_input(in);
            avio_closep(file);
            avformat_free_context(out);
        }
    }
}
