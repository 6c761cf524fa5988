package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_get_sample_fmt_name;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The sound of a file as it is heard.
 *
 * @param codec FFmpeg's number
 * @param samples mono, 48 kHz, -1 to 1; the first is heard with the file's time 0
 */
record Tones(int codec, float[] samples) {
    static final int RATE = 48_000;
    private static final double LOUD = 0.05;

    /** Writes a sine that starts late, after silence. */
    static Path wav(Path file, double seconds, double startSeconds, double hertz, int channels) throws IOException {
        int frames = (int) Math.round(seconds * 44_100);
        byte[] data = new byte[2 * channels * frames];
        for (int i = (int) Math.round(startSeconds * 44_100); i < frames; i++) {
            int value = (int) Math.round(12_000 * Math.sin(2 * Math.PI * hertz * i / 44_100));
            for (int c = 0; c < channels; c++) {
                data[2 * (i * channels + c)] = (byte) value;
                data[2 * (i * channels + c) + 1] = (byte) (value >> 8);
            }
        }
        AudioFormat format = new AudioFormat(44_100, 16, channels, true, false);
        try (AudioInputStream stream = new AudioInputStream(new ByteArrayInputStream(data), format, frames)) {
            AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
        }
        return file;
    }

    /** Decodes the sound of a file; no samples when it has none. */
    static Tones of(Path file) {
        NativeLibraries.load();
        NativeStatus status = NativeStatus.reading(file);
        try (MediaSource source = MediaSource.open(file, status)) {
            AVStream stream = source.best(AVMEDIA_TYPE_AUDIO);
            if (stream == null) {
                return new Tones(0, new float[0]);
            }
            try (StreamDecoder decoder = StreamDecoder.open(source, stream, status)) {
                return new Tones(stream.codecpar().codec_id(), decode(stream, decoder, status));
            }
        }
    }

    private static float[] decode(AVStream stream, StreamDecoder decoder, NativeStatus status) {
        float[] heard = new float[0];
        double tick = Rational.of(stream.time_base()).toDouble();
        if (!decoder.next()) {
            return heard;
        }
        try (FilterPipeline mono = FilterPipeline.open(description(decoder.frame()), "a", status)) {
            double seconds = 0;
            do {
                AVFrame frame = decoder.frame();
                long ticks = frame.best_effort_timestamp();
                seconds = ticks == AV_NOPTS_VALUE ? seconds : ticks * tick;
                mono.push(frame);
                while (mono.pull()) {
                    heard = placed(heard, mono.output(), Math.round(seconds * RATE));
                    seconds += mono.output().nb_samples() / (double) RATE;
                }
            } while (decoder.next());
        }
        return heard;
    }

    private static String description(AVFrame frame) {
        return "abuffer" + FilterPipeline.ENTRY + "=sample_rate=" + frame.sample_rate() + ":sample_fmt="
                + av_get_sample_fmt_name(frame.format()).getString() + ":channel_layout="
                + (frame.ch_layout().nb_channels() == 1 ? "mono" : "stereo") + ":time_base=1/" + frame.sample_rate()
                + ",aformat=sample_fmts=flt:sample_rates=" + RATE + ":channel_layouts=mono,abuffersink"
                + FilterPipeline.EXIT;
    }

    private static float[] placed(float[] heard, AVFrame frame, long at) {
        float[] samples = new float[frame.nb_samples()];
        new FloatPointer(frame.data(0)).get(samples);
        int skipped = (int) Math.min(samples.length, Math.max(0, -at));
        int start = (int) Math.max(0, at);
        float[] longer = Arrays.copyOf(heard, Math.max(heard.length, start + samples.length - skipped));
        FloatBuffer.wrap(longer).put(start, samples, skipped, samples.length - skipped);
        return longer;
    }

    double seconds() {
        return samples.length / (double) RATE;
    }

    /** Returns when the tone is first heard. */
    double startSeconds() {
        for (int i = 0; i < samples.length; i++) {
            if (Math.abs(samples[i]) > LOUD) {
                return i / (double) RATE;
            }
        }
        return Double.NaN;
    }

    /** Returns the tone's pitch between two times, from the crossings of zero. */
    double hertz(double fromSeconds, double toSeconds) {
        int crossings = 0;
        for (int i = (int) (fromSeconds * RATE) + 1; i < toSeconds * RATE; i++) {
            if (samples[i - 1] < 0 && samples[i] >= 0) {
                crossings++;
            }
        }
        return crossings / (toSeconds - fromSeconds);
    }
}
