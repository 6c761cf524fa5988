package io.talkinghead.bench;

import io.talkinghead.TalkingHead;
import io.talkinghead.face.Landmarks;
import io.talkinghead.person.Photo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;

/**
 * Measures what making a head costs with 1 to 32 photos and what rendering costs with 1 to 512 frames, in processor time on one thread,
 * and draws both: {@code docs/cost.svg}. The argument is the file to write.
 */
public final class CostCurve {
    private static final int[] PHOTOS = {1, 2, 4, 8, 12, 16, 24, 32};
    private static final int[] FRAMES = {1, 2, 32, 64, 128, 192, 256, 384, 512};
    private static final int REPEATS = 3;

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
        Files.writeString(
                Path.of(args[0]),
                Plot.of(new Plot.Panel("photos", "s", PHOTOS, making), new Plot.Panel("frames at 256 px", "s", FRAMES, rendering)));
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
}
