package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * The stamps of a stream whose clock may begin again, as in recordings that were put together: its packets then go on where those before
 * ended. Small steps back are left to whoever shows the pictures.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class PacketClock {
    private static final double JUMP_SECONDS = 1;

    private final double tickSeconds;
    private final long jump;
    private long last = AV_NOPTS_VALUE;
    private long end;
    private long offset;

    /** Takes the length of a tick of the stream's clock. */
    PacketClock(Rational tick) {
        tickSeconds = tick.toDouble();
        jump = Math.round(JUMP_SECONDS / tickSeconds);
    }

    /** Changes the next packet's stamps to those of a clock that goes on. */
    void straighten(AVPacket packet) {
        long told = packet.dts() == AV_NOPTS_VALUE ? packet.pts() : packet.dts();
        if (told == AV_NOPTS_VALUE) {
            return;
        }
        if (last != AV_NOPTS_VALUE && told + offset < last - jump) {
            offset = end - told;
        }
        last = told + offset;
        end = last + Math.max(1, packet.duration());
        packet.pts(shifted(packet.pts()));
        packet.dts(shifted(packet.dts()));
    }

    /** Returns ticks of this clock in seconds. */
    double seconds(long ticks) {
        return ticks * tickSeconds;
    }

    private long shifted(long stamp) {
        return stamp == AV_NOPTS_VALUE ? stamp : stamp + offset;
    }
}
