package io.talkinghead.bench;

import io.talkinghead.Animation;
import io.talkinghead.AnimationOptions;
import io.talkinghead.Backends;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoWriter;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Prints how much a head trembles when its driver sits still: the driver is a video of one photo of another person, with a camera's
 * noise. For each pixel, the standard deviation over time of the mean of the three colours; over the pixels, its mean and its
 * 99th percentile. The driver's own stand beside them.
 */
public final class StillDriver {
    private static final Path PERSON = SampleHead.PHOTO.resolveSibling("joconde.jpg");
    private static final int FRAMES = 75;
    private static final int RATE = 25;
    /** The head needs a moment to be measured; what is judged comes after it. */
    private static final int BEGINNING = 10;

    private StillDriver() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws Exception {
        Path driver = Files.createTempFile("still", ".mp4");
        PrintStream out = System.out;
        out.println("noise of the camera (levels) | what | mean deviation | 99th percentile");
        try (TalkingHead head = TalkingHead.builder(io.talkinghead.person.Photo.of(PERSON)).size(512).build()) {
            for (double noise : new double[] {0, 2, 5}) {
                film(driver, noise);
                try (var reader = Backends.videos().openReader(driver)) {
                    print(noise, "driver", Stream.generate(reader::next).limit(FRAMES).flatMap(f -> f.stream()).map(f -> f.frame()));
                }
                for (boolean smoothing : new boolean[] {true, false}) {
                    try (Animation animation = head.animate(
                                    Driver.video(driver), AnimationOptions.defaults().withSmoothing(smoothing));
                            Stream<Frame> frames = animation.frames()) {
                        print(noise, smoothing ? "head" : "head, not smoothed", frames);
                    }
                }
            }
        } finally {
            Files.delete(driver);
        }
    }

    private static void film(Path file, double noise) {
        Frame photo = ImageFiles.read(SampleHead.PHOTO);
        Random random = new Random(1);
        try (VideoWriter writer = Backends.videos()
                .openWriter(file, new VideoFormat(photo.widthPx(), photo.heightPx(), RATE), null)) {
            for (int i = 0; i < FRAMES; i++) {
                byte[] rgb = photo.rgb().clone();
                for (int k = 0; k < rgb.length; k++) {
                    double level = (rgb[k] & 0xff) + noise * random.nextGaussian();
                    rgb[k] = (byte) Math.round(Math.max(0, Math.min(255, level)));
                }
                writer.write(Frame.of(photo.widthPx(), photo.heightPx(), rgb), i);
            }
            writer.finish();
        }
    }

    private static void print(double noise, String what, Stream<Frame> frames) {
        List<byte[]> pictures = frames.skip(BEGINNING).map(frame -> frame.rgb().clone()).toList();
        double[] deviations = new double[pictures.get(0).length / 3];
        for (int p = 0; p < deviations.length; p++) {
            double sum = 0;
            double squares = 0;
            for (byte[] rgb : pictures) {
                double level = ((rgb[3 * p] & 0xff) + (rgb[3 * p + 1] & 0xff) + (rgb[3 * p + 2] & 0xff)) / 3.0;
                sum += level;
                squares += level * level;
            }
            double mean = sum / pictures.size();
            deviations[p] = Math.sqrt(Math.max(0, squares / pictures.size() - mean * mean));
        }
        Arrays.sort(deviations);
        PrintStream out = System.out;
        out.printf(
                Locale.ROOT,
                "%.0f | %s | %.3f | %.2f%n",
                noise,
                what,
                Arrays.stream(deviations).average().orElseThrow(),
                deviations[deviations.length * 99 / 100]);
    }
}
