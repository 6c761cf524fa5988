package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** The packets of a file in another container. */
final class Remux {
    private Remux() {}

    static Path of(Path from, Path to, String muxer) {
        return of(from, to, muxer, seconds -> seconds);
    }

    /**
     * Copies all streams.
     *
     * @param soundSeconds gives every packet of the sound its new time
     */
    static Path of(Path from, Path to, String muxer, DoubleUnaryOperator soundSeconds) {
        NativeLibraries.load();
        NativeStatus writing = NativeStatus.writing(to);
        try (MediaSource source = MediaSource.open(from, NativeStatus.reading(from));
                MediaSink sink = MediaSink.open(to, muxer, writing)) {
            AVFormatContext context = source.context();
            for (int i = 0; i < context.nb_streams(); i++) {
                sink.addCopy(context.streams(i));
            }
            sink.start(Map.of());
            while (source.read() >= 0) {
                AVPacket packet = source.packet();
                AVStream stream = context.streams(packet.stream_index());
                if (stream.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
                    double tick = Rational.of(stream.time_base()).toDouble();
                    packet.pts(Math.round(soundSeconds.applyAsDouble(packet.pts() * tick) / tick));
                    packet.dts(packet.pts());
                }
                sink.write(packet, packet.stream_index(), stream.time_base());
            }
            sink.complete();
        }
        return to;
    }
}
