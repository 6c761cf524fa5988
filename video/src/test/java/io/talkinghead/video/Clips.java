package io.talkinghead.video;

import io.talkinghead.image.Frame;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoReader;
import io.talkinghead.spi.video.VideoReader.TimedFrame;
import io.talkinghead.spi.video.VideoWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small generated videos, and what comes out when they are read. */
final class Clips {
    private static final FfmpegVideoProvider FFMPEG = new FfmpegVideoProvider();

    private Clips() {}

    /** Returns a smooth picture with a bright disc that moves with the index. */
    static Frame picture(int widthPx, int heightPx, int index) {
        byte[] rgb = new byte[3 * widthPx * heightPx];
        double centre = widthPx * (0.2 + 0.06 * index % 0.6);
        double radius = heightPx / 5.0;
        for (int y = 0; y < heightPx; y++) {
            for (int x = 0; x < widthPx; x++) {
                double distance = Math.hypot(x - centre, y - heightPx / 2.0);
                double disc = Math.max(0, Math.min(1, (radius - distance) / 2 + 0.5));
                int at = 3 * (y * widthPx + x);
                rgb[at] = mixed(disc, 230, 40 + 120.0 * x / widthPx);
                rgb[at + 1] = mixed(disc, 200, 60 + 120.0 * y / heightPx);
                rgb[at + 2] = mixed(disc, 170, 90);
            }
        }
        return Frame.of(widthPx, heightPx, rgb);
    }

    private static byte mixed(double share, double inside, double outside) {
        return (byte) Math.round(share * inside + (1 - share) * outside);
    }

    /** Returns a picture of one colour. */
    static Frame plain(int widthPx, int heightPx, int red, int green, int blue) {
        byte[] rgb = new byte[3 * widthPx * heightPx];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) red;
            rgb[i + 1] = (byte) green;
            rgb[i + 2] = (byte) blue;
        }
        return Frame.of(widthPx, heightPx, rgb);
    }

    /** Writes the first pictures of {@link #picture}. */
    static Path write(Path file, VideoFormat format, int frames) {
        return write(file, format, frames, null);
    }

    static Path write(Path file, VideoFormat format, int frames, @Nullable Path soundFrom) {
        try (VideoWriter writer = FFMPEG.openWriter(file, format, soundFrom)) {
            for (int i = 0; i < frames; i++) {
                writer.write(picture(format.widthPx(), format.heightPx(), i), i);
            }
            writer.finish();
        }
        return file;
    }

    /** Writes pictures, each at its own place in time. */
    static Path write(Path file, VideoFormat format, List<Frame> pictures, long... indices) {
        try (VideoWriter writer = FFMPEG.openWriter(file, format, null)) {
            for (int i = 0; i < indices.length; i++) {
                writer.write(pictures.get(i), indices[i]);
            }
            writer.finish();
        }
        return file;
    }

    static VideoReader open(Path file) {
        return FFMPEG.openReader(file);
    }

    static VideoWriter create(Path file, VideoFormat format) {
        return FFMPEG.openWriter(file, format, null);
    }

    static VideoWriter create(Path file, VideoFormat format, Path soundFrom) {
        return FFMPEG.openWriter(file, format, soundFrom);
    }

    /** Reads a video to its end. */
    static List<TimedFrame> read(Path file) {
        try (VideoReader reader = open(file)) {
            return rest(reader);
        }
    }

    /** Reads what is left. */
    static List<TimedFrame> rest(VideoReader reader) {
        List<TimedFrame> frames = new ArrayList<>();
        reader.next().ifPresent(frames::add);
        for (int before = 0; before < frames.size(); ) {
            before = frames.size();
            reader.next().ifPresent(frames::add);
        }
        return frames;
    }

    static List<Long> millis(List<TimedFrame> frames) {
        return frames.stream()
                .map(frame -> Math.round((double) frame.time().toNanos() / 1e6))
                .toList();
    }

    /** Returns the peak signal-to-noise ratio over the part that both pictures have, in dB. */
    static double psnr(Frame one, Frame other) {
        double sum = 0;
        int width = Math.min(one.widthPx(), other.widthPx());
        int height = Math.min(one.heightPx(), other.heightPx());
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    double difference = one.sample(x, y, c) - other.sample(x, y, c);
                    sum += difference * difference;
                }
            }
        }
        return 10 * Math.log10(255.0 * 255.0 * 3 * width * height / Math.max(sum, 1e-9));
    }
}
