package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avutil.av_get_sample_fmt;

import com.google.common.collect.ImmutableMap;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Sound that is decoded and encoded anew; cut to the sample. */
final class EncodedSound implements SoundTrack {
    private static final int RATE = DecodedSound.RATE;

    private final MediaSource source;
    private final DecodedSound sound;
    private final StreamEncoder encoder;
    private final MediaSink sink;
    private final int sinkIndex;

    private EncodedSound(MediaSource source, DecodedSound sound, StreamEncoder encoder, MediaSink sink) {
        this.source = source;
        this.sound = sound;
        this.encoder = encoder;
        this.sink = sink;
        this.sinkIndex = sink.addStream(encoder.context());
    }

    /** Takes the source over: it is closed with the track. Returns null when nothing of the sound can be decoded. */
    static @Nullable EncodedSound open(
            MediaSource source, AVStream stream, double startSeconds, SoundCodec codec, MediaSink sink, Statuses of) {
        DecodedSound sound = DecodedSound.open(source, stream, startSeconds, codec.sampleFormat(), of.reading());
        if (sound == null) {
            source.close();
            return null;
        }
        CloseStack opened = new CloseStack();
        opened.push(sound::close);
        try {
            StreamEncoder encoder = openEncoder(codec, sound.layout(), of.writing());
            opened.push(encoder::close);
            sound.frameSize(encoder.context().frame_size());
            return new EncodedSound(source, sound, encoder, sink);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static StreamEncoder openEncoder(SoundCodec codec, String layout, NativeStatus writing) {
        AVCodec found = avcodec_find_encoder_by_name(codec.encoder());
        if (found == null) {
            throw writing.failure("this FFmpeg has no encoder " + codec.encoder() + " for the sound");
        }
        return StreamEncoder.open(
                found,
                ImmutableMap.of(
                        "ar",
                        Integer.toString(RATE),
                        "time_base",
                        "1/" + RATE,
                        "ch_layout",
                        layout,
                        "b",
                        codec.bitRate(),
                        "flags",
                        "+global_header"),
                0,
                av_get_sample_fmt(codec.sampleFormat()),
                writing);
    }

    @Override
    public void writeUntil(double seconds) {
        while (sound.fetch() && sound.output().pts() + sound.output().nb_samples() <= seconds * RATE) {
            encoder.encode(sound.take(), StreamEncoder.Shown.NEVER, sink, sinkIndex);
        }
    }

    @Override
    public void finish(double seconds) {
        long end = Math.round(seconds * RATE);
        while (sound.fetch() && sound.output().pts() < end) {
            AVFrame frame = sound.take();
            frame.nb_samples((int) Math.min(frame.nb_samples(), end - frame.pts()));
            encoder.encode(frame, StreamEncoder.Shown.NEVER, sink, sinkIndex);
        }
        encoder.encode(null, StreamEncoder.Shown.NEVER, sink, sinkIndex);
    }

    @Override
    public void close() {
        encoder.close();
        sound.close();
        source.close();
    }

    /**
     * Whom to blame.
     *
     * @param reading for failures of the file that the sound is in
     * @param writing for failures of the file being written
     */
    record Statuses(NativeStatus reading, NativeStatus writing) {}
}
