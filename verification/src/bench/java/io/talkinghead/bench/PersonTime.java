package io.talkinghead.bench;

import io.talkinghead.Engine;
import io.talkinghead.TalkingHead;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.image.Frame;
import io.talkinghead.person.Photo;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints how long it takes from photo files to a head that has shown its first picture, in a process whose engine is open: the
 * feed-forward column of the paper's Table 2, which counts from crops and landmarks and not to a picture. Photos are JPEG files of
 * 512 x 512 pixels.
 *
 * <p>The numbers of photos take turns; medians and quartiles over the turns, and the processor's time.
 */
public final class PersonTime {
    static final int[] SHOTS = {1, 8, 32};
    /** Seconds on a P40, Table 2, "Ours FF". */
    private static final double[] PAPER_MILLIS = {61, 138, 221};

    private static final int TURNS = 9;
    private static final double NANOS = 1e6;

    private final int photos;
    private final double paperMillis;
    private final double[] millis = new double[TURNS];
    private double processorMillis;

    private PersonTime(int photos, double paperMillis) {
        this.photos = photos;
        this.paperMillis = paperMillis;
    }

    /** Takes no arguments. */
    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        try (SamplePhotos photos = new SamplePhotos(SHOTS[SHOTS.length - 1]);
                Engine engine = Engine.open(EngineOptions.defaults())) {
            for (PersonTime time : measure(engine, photos)) {
                out.printf(
                        Locale.ROOT,
                        "%d photos: %.0f ms (%.0f-%.0f), %.0f ms of processor time; the paper's P40: %.0f ms%n",
                        time.photos,
                        time.quartile(2),
                        time.quartile(1),
                        time.quartile(3),
                        time.processorMillis,
                        time.paperMillis);
            }
        }
    }

    /** Measures each number of photos of the paper. */
    static List<PersonTime> measure(Engine engine, SamplePhotos photos) {
        List<PersonTime> times = new ArrayList<>();
        for (int i = 0; i < SHOTS.length; i++) {
            times.add(new PersonTime(SHOTS[i], PAPER_MILLIS[i]));
        }
        for (int turn = -2; turn < TURNS; turn++) {
            for (PersonTime time : times) {
                time.take(engine, photos.first(time.photos), turn);
            }
        }
        times.forEach(time -> Arrays.sort(time.millis));
        return times;
    }

    private void take(Engine engine, List<Photo> chosen, int turn) {
        long spent = processorNanos();
        long start = System.nanoTime();
        show(engine, chosen);
        if (turn >= 0) {
            millis[turn] = (System.nanoTime() - start) / NANOS;
            processorMillis += (processorNanos() - spent) / NANOS / TURNS;
        }
    }

    int photos() {
        return photos;
    }

    double paperMillis() {
        return paperMillis;
    }

    /** Returns the second, the median, or another quartile over the turns. */
    double quartile(int number) {
        return millis[(TURNS - 1) * number / 4];
    }

    private static void show(Engine engine, List<Photo> photos) {
        try (TalkingHead head =
                TalkingHead.builder(photos).engine(engine).size(256).build()) {
            Frame first = head.render(head.neutralLandmarks());
            if (first.widthPx() != 256) {
                throw new IllegalStateException("no picture of the size asked for");
            }
        }
    }

    private static long processorNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }
}
