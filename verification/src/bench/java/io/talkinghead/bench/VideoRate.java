package io.talkinghead.bench;

import io.talkinghead.Animation;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.image.Frame;
import io.talkinghead.engine.Precision;
import io.talkinghead.person.Photo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Prints how many frames a second come out of a head that follows a video file: decoding it, following the face, adapting the
 * motion and rendering. The video is made first, of the sample portrait with the sample motion. Nothing is encoded.
 *
 * <p>Sizes and precisions take turns; median and quartiles over the turns.
 */
public final class VideoRate {
    private static final Path TRACK = SampleHead.PHOTO.resolveSibling("demo-track.json");
    private static final int[] SIZES = {256, 512};
    private static final int TURNS = 7;
    private static final double NANOS = 1e9;

    private VideoRate() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws Exception {
        Path driver = Files.createTempFile("driver", ".mp4");
        try {
            
            try (TalkingHead head = head(256, Precision.FLOAT32);
                    Animation animation = head.animate(Driver.track(TRACK))) {
                animation.writeTo(driver);
            }
            print(driver, LandmarkTrack.read(TRACK).frames().size());
        } finally {
            Files.delete(driver);
        }
    }

    private static void print(Path driver, int frames) {
        List<String> names = new ArrayList<>();
        List<TalkingHead> heads = new ArrayList<>();
        for (int size : SIZES) {
            for (Precision precision : Precision.values()) {
                names.add(size + " px, " + precision);
                heads.add(head(size, precision));
            }
        }
        double[][] rates = new double[heads.size()][TURNS];
        for (int turn = -1; turn < TURNS; turn++) {
            for (int i = 0; i < heads.size(); i++) {
                double rate = frames / seconds(heads.get(i), driver);
                // The first turn warms up.
                if (turn >= 0) {
                    rates[i][turn] = rate;
                }
            }
        }
        for (int i = 0; i < heads.size(); i++) {
            Arrays.sort(rates[i]);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.1f frames a second (%.1f-%.1f)%n",
                    names.get(i),
                    rates[i][TURNS / 2],
                    rates[i][TURNS / 4],
                    rates[i][TURNS - 1 - TURNS / 4]);
        }
        heads.forEach(TalkingHead::close);
    }

    private static double seconds(TalkingHead head, Path driver) {
        long start = System.nanoTime();
        long bytes;
        try (Stream<Frame> frames = head.animate(Driver.video(driver)).frames()) {
            bytes = frames.mapToLong(frame -> frame.rgb().length).sum();
        }
        return bytes == 0 ? Double.NaN : (System.nanoTime() - start) / NANOS;
    }

    private static TalkingHead head(int size, Precision precision) {
        return TalkingHead.builder(Photo.of(SampleHead.PHOTO))
                .size(size)
                .precision(precision)
                .build();
    }
}
