package io.talkinghead.bench;

import io.talkinghead.Backends;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.image.Resampler;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** What happens to pictures and clips on their way to whoever looks for a mark in them. */
final class MarkTreatments {
    private MarkTreatments() {}

    static Map<String, Frame> ofPicture(Frame frame) {
        int side = frame.widthPx();
        Map<String, Frame> treated = new LinkedHashMap<>();
        treated.put("as it is", frame);
        for (int quality : new int[] {90, 70, 50, 30}) {
            treated.put("JPEG " + quality, jpeg(frame, quality));
        }
        treated.put("75 %", Resampler.resize(frame, side * 3 / 4, side * 3 / 4));
        treated.put("50 %", Resampler.resize(frame, side / 2, side / 2));
        treated.put("50 %, JPEG 70", jpeg(Resampler.resize(frame, side / 2, side / 2), 70));
        int kept = side * 9 / 10;
        treated.put("10 % cropped", Resampler.crop(frame, new SquareCrop(side / 37.0, side / 13.0, kept), kept));
        treated.put("brighter", changed(frame, 1, 1, 1, 40));
        treated.put("paler, warmer", changed(frame, 0.9, 0.8, 0.65, 30));
        return treated;
    }

    private static Frame changed(Frame frame, double red, double green, double blue, int more) {
        double[] gains = {red, green, blue};
        byte[] rgb = new byte[frame.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.min(255, Math.round(gains[i % 3] * (frame.rgb()[i] & 0xFF) + more));
        }
        return Frame.of(frame.widthPx(), frame.heightPx(), rgb);
    }

    private static Frame jpeg(Frame frame, int quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(quality / 100f);
            writer.write(null, new IIOImage(frame.toBufferedImage(), null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return ImageFiles.read(bytes.toByteArray(), "a JPEG");
    }

    /** Writes a clip with this library, and again what ffmpeg makes of it. */
    static Map<String, Path> ofClip(List<Frame> frames, Path folder) throws IOException, InterruptedException {
        Map<String, Path> clips = new LinkedHashMap<>();
        for (String suffix : new String[] {"mp4", "webm", "gif"}) {
            Path file = folder.resolve("clip." + suffix);
            VideoFormat format =
                    new VideoFormat(frames.get(0).widthPx(), frames.get(0).heightPx(), 25);
            try (VideoWriter writer = Backends.videos().openWriter(file, format, null)) {
                for (int i = 0; i < frames.size(); i++) {
                    writer.write(frames.get(i), i);
                }
                writer.finish();
            }
            clips.put("our ." + suffix, file);
        }
        Path made = clips.get("our .mp4");
        for (int crf : new int[] {18, 23, 28, 33}) {
            clips.put("our .mp4, then x264 crf " + crf, ffmpeg(made, folder.resolve(crf + ".mp4"), crf, "null"));
        }
        clips.put("our .mp4, then x264 crf 28 at 50 %", ffmpeg(made, folder.resolve("half.mp4"), 28, "scale=iw/2:ih/2"));
        return clips;
    }

    private static Path ffmpeg(Path from, Path to, int crf, String filter) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "ffmpeg", "-y", "-v", "error", "-i", from.toString(), "-vf", filter, "-c:v", "libx264", "-crf",
                        Integer.toString(crf), "-pix_fmt", "yuv420p", to.toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("ffmpeg failed");
        }
        return to;
    }

    /** Draws a picture that no camera made: noise, a gradient or stripes. */
    static Frame drawn(int number) {
        int side = 256;
        Random random = new Random(number);
        byte[] rgb = new byte[3 * side * side];
        double across = random.nextDouble();
        double down = random.nextDouble();
        double level = 255 * random.nextDouble();
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % side;
            int y = i / 3 / side;
            rgb[i] = (byte) switch (number % 3) {
                case 0 -> random.nextInt(256);
                case 1 -> (int) Math.max(0, Math.min(255, level + across * (x - 128) + down * (y - 128)));
                default -> (int) (across * x + down * y) % 7 < 3 ? 220 : 30;
            };
        }
        return Frame.of(side, side, rgb);
    }
}
