package io.talkinghead.bench;

import io.talkinghead.TalkingHead;
import io.talkinghead.face.Landmarks;
import io.talkinghead.person.Photo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Measures what making a head costs with 1 to 32 photos and what rendering costs with 1 to 512 frames, in processor time on one thread,
 * and draws both: {@code docs/cost.svg}. The argument is the file to write.
 */
public final class CostCurve {
    private static final int[] PHOTOS = {1, 2, 4, 8, 12, 16, 24, 32};
    private static final int[] FRAMES = {1, 2, 32, 64, 128, 192, 256, 384, 512};
    private static final int REPEATS = 3;
    private static final int WIDTH = 380;
    private static final int HEIGHT = 220;
    private static final int MARGIN = 50;

    private CostCurve() {}

    /** See above. */
    public static void main(String[] args) throws IOException {
        double[] making = new double[PHOTOS.length];
        double[] rendering = new double[FRAMES.length];
        // The first head warms the machine up.
        open(4).close();
        for (int i = 0; i < PHOTOS.length; i++) {
            making[i] = making(PHOTOS[i]);
        }
        try (TalkingHead head = open(1)) {
            Landmarks[] poses = SampleHead.poses(head.neutralLandmarks());
            for (int i = 0; i < 50; i++) {
                head.render(poses[i % poses.length]);
            }
            for (int i = 0; i < FRAMES.length; i++) {
                rendering[i] = rendering(head, poses, FRAMES[i]);
            }
        }
        print("photos", PHOTOS, making);
        print("frames", FRAMES, rendering);
        String picture = String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\"><rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%s%s</svg>%n",
                2 * WIDTH,
                HEIGHT,
                panel(0, "photos", PHOTOS, making),
                panel(WIDTH, "frames at 256 px", FRAMES, rendering));
        Files.writeString(Path.of(args[0]), picture);
    }

    private static TalkingHead open(int photos) {
        return TalkingHead.builder(Collections.nCopies(photos, Photo.of(SampleHead.PHOTO)))
                .size(256)
                .threads(1)
                .build();
    }

    private static double making(int photos) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < REPEATS; i++) {
            double start = seconds();
            open(photos).close();
            least = Math.min(least, seconds() - start);
        }
        return least;
    }

    private static double rendering(TalkingHead head, Landmarks[] poses, int frames) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < REPEATS; i++) {
            double start = seconds();
            for (int k = 0; k < frames; k++) {
                head.render(poses[k % poses.length]);
            }
            least = Math.min(least, seconds() - start);
        }
        return least;
    }

    /** Of the whole process, in which nothing else is going on. */
    private static double seconds() {
        Duration used = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        return used.toMillis() / 1000.0;
    }

    private static void print(String what, int[] counts, double[] seconds) {
        for (int i = 0; i < counts.length; i++) {
            System.out.printf(Locale.ROOT, "%d %s: %.2f s%n", counts[i], what, seconds[i]);
        }
    }

    private static String panel(int left, String what, int[] counts, double[] seconds) {
        double most = Arrays.stream(seconds).max().orElseThrow();
        int last = counts[counts.length - 1];
        int bottom = HEIGHT - MARGIN;
        StringBuilder points = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        for (int i = 0; i < counts.length; i++) {
            double x = left + MARGIN + (double) counts[i] / last * (WIDTH - 1.5 * MARGIN);
            double y = bottom - seconds[i] / most * (bottom - 20);
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
            dots.append(String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>", x, y));
        }
        List<String> parts = List.of(
                String.format("<path d=\"M%d 10V%dH%d\" fill=\"none\" stroke=\"black\"/>", left + MARGIN, bottom, left
                        + WIDTH - 15),
                "<polyline points=\"" + points + "\" fill=\"none\" stroke=\"black\"/>" + dots,
                text(left + MARGIN, bottom + 16, "0"),
                text(left + WIDTH - 45, bottom + 16, Integer.toString(last)),
                text(left + WIDTH / 2, bottom + 34, what),
                text(left + 8, 24, String.format(Locale.ROOT, "%.1f s", most)));
        return String.join("", parts);
    }

    private static String text(int x, int y, String text) {
        return String.format("<text x=\"%d\" y=\"%d\">%s</text>", x, y, text);
    }
}
