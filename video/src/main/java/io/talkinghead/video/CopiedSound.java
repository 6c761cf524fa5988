package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Sound that goes over packet by packet, without loss; it is cut to whole packets, some 20 ms long. */
final class CopiedSound implements SoundTrack {
    /** The codecs that are copied have shorter packets; a longer one is damaged, and no container takes it. */
    private static final double MAX_PACKET_SECONDS = 1;

    private final MediaSource source;
    private final int sourceIndex;
    private final AVRational timeBase;
    private final double tickSeconds;
    private final long startTicks;
    private final MediaSink sink;
    private final int sinkIndex;
    private final AVPacket waiting;
    private long lastWritten = Long.MIN_VALUE;
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
    static CopiedSound open(
            MediaSource source, AVStream stream, double startSeconds, MediaSink sink, NativeStatus writing) {
        AVPacket waiting = writing.present(av_packet_alloc(), "making a packet");
        try {
            return new CopiedSound(source, stream, startSeconds, sink, waiting);
        } catch (RuntimeException e) {
            av_packet_free(waiting);
            throw e;
        }
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
            waits = !ended && take(source.packet());
        }
        return waits;
    }

    /** Moves a packet of the sound into {@link #waiting}, counted from the first picture; false when it is no use. */
    private boolean take(AVPacket packet) {
        if (packet.stream_index() != sourceIndex || packet.pts() == AV_NOPTS_VALUE) {
            return false;
        }
        long presented = packet.pts() - startTicks;
        long decoded = packet.dts() == AV_NOPTS_VALUE ? presented : packet.dts() - startTicks;
        // The packet that ends at 0 stays: a decoder needs it to come into swing.
        boolean needed = presented + packet.duration() >= 0;
        // Times that do not grow come from damage; no container takes them.
        long written = av_rescale_q(decoded, timeBase, sink.timeBase(sinkIndex));
        if (!needed || written <= lastWritten || presented < decoded) {
            return false;
        }
        if (packet.duration() < 0 || packet.duration() * tickSeconds > MAX_PACKET_SECONDS) {
            packet.duration(0);
        }
        lastWritten = written;
        packet.pts(presented);
        packet.dts(decoded);
        av_packet_move_ref(waiting, packet);
        return true;
    }

    @Override
    public void close() {
        av_packet_free(waiting);
        source.close();
    }
}
