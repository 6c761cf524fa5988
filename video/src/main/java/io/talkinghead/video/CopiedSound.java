package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Sound that goes over packet by packet, without loss; it is cut to whole packets, some 20 ms long. */
final class CopiedSound implements SoundTrack {
    private final MediaSource source;
    private final int sourceIndex;
    private final AVRational timeBase;
    private final double tickSeconds;
    private final long startTicks;
    private final MediaSink sink;
    private final int sinkIndex;
    private final AVPacket waiting;
    private boolean waits;
    private boolean ended;

    private CopiedSound(MediaSource source, AVStream stream, double startSeconds, MediaSink sink, AVPacket waiting) {
        this.source = source;
        this.sourceIndex = stream.index();
        this.timeBase = stream.time_base();
        this.tickSeconds = Rational.of(timeBase).toDouble();
        this.startTicks = Math.round(startSeconds / tickSeconds);
        this.sink = sink;
        this.sinkIndex = sink.addCopy(stream);
        this.waiting = waiting;
    }

    /** Takes the source over: it is closed with the track. */
    static CopiedSound open(MediaSource source, AVStream stream, double startSeconds, MediaSink sink) {
        return new CopiedSound(source, stream, startSeconds, sink, av_packet_alloc());
    }

    @Override
    public void writeUntil(double seconds) {
        while (fetch() && (waiting.pts() + waiting.duration()) * tickSeconds <= seconds) {
            writeWaiting();
        }
    }

    @Override
    public void finish(double seconds) {
        while (fetch() && waiting.pts() * tickSeconds < seconds) {
            writeWaiting();
        }
    }

    private void writeWaiting() {
        waits = false;
        sink.write(waiting, sinkIndex, timeBase);
    }

    /** Makes sure that a packet waits; false when there is none left. */
    private boolean fetch() {
        while (!waits && !ended) {
            // A damaged end of the sound ends it; the pictures matter more.
            ended = source.read() < 0;
            AVPacket packet = source.packet();
            if (!ended && packet.stream_index() == sourceIndex && packet.pts() != AV_NOPTS_VALUE) {
                packet.pts(packet.pts() - startTicks);
                packet.dts(packet.dts() == AV_NOPTS_VALUE ? packet.pts() : packet.dts() - startTicks);
                // The packet that ends at 0 stays: a decoder needs it to come into swing.
                waits = packet.pts() + packet.duration() >= 0;
                if (waits) {
                    av_packet_move_ref(waiting, packet);
                }
            }
        }
        return waits;
    }

    @Override
    public void close() {
        av_packet_free(waiting);
        source.close();
    }
}
