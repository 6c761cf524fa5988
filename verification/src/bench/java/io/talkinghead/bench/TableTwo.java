package io.talkinghead.bench;

import io.talkinghead.Engine;
import io.talkinghead.TalkingHead;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.face.Landmarks;
import io.talkinghead.tuning.TuningOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * Prints the paper's Table 2 for the default model on this machine, beside the paper's figures on a P40. The paper counts from crops and
 * landmarks, this program from photo files; a frame is drawn from landmarks into a picture of 256 x 256 pixels in both.
 */
public final class TableTwo {
    private static final double[] PAPER_TUNED_SECONDS = {43.84, 85.48, 258.0};
    private static final double PAPER_FRAME_MILLIS = 139;
    private static final int EPOCHS = 40;
    private static final int FRAMES = 1000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Engine engine;
    private final SamplePhotos photos;
    private final PrintStream out;

    private TableTwo(Engine engine, SamplePhotos photos, PrintStream out) {
        this.engine = engine;
        this.photos = photos;
        this.out = out;
    }

    /** Takes no arguments. */
    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        out.printf(
                Locale.ROOT,
                "%s, %d cores, Java %s%n%n| | photos | paper, P40 | here | here : paper |%n|---|--:|--:|--:|--:|%n",
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
        try (SamplePhotos photos = new SamplePhotos(PersonTime.SHOTS[PersonTime.SHOTS.length - 1]);
                Engine engine = Engine.open(EngineOptions.defaults())) {
            TableTwo table = new TableTwo(engine, photos, out);
            for (PersonTime time : PersonTime.measure(engine, photos)) {
                table.row("feed-forward", String.valueOf(time.photos()), time.paperMillis(), time.quartile(2));
            }
            table.frame();
            for (int i = 0; i < PersonTime.SHOTS.length; i++) {
                table.tuned(PersonTime.SHOTS[i], PAPER_TUNED_SECONDS[i]);
            }
        }
    }

    private void tuned(int shots, double paperSeconds) {
        long start = System.nanoTime();
        TuningOptions tuning = TuningOptions.defaults().withEpochs(EPOCHS).withHoldOut(false);
        try (TalkingHead head = open(shots);
                TalkingHead tuned = head.tuned(tuning)) {
            tuned.render(tuned.neutralLandmarks());
        }
        row(EPOCHS + " epochs of tuning", String.valueOf(shots), 1000 * paperSeconds, millisSince(start));
    }

    private void frame() {
        double[] millis = new double[FRAMES];
        try (TalkingHead head = open(1)) {
            Landmarks[] poses = SampleHead.poses(head.neutralLandmarks());
            for (int i = -FRAMES / 10; i < FRAMES; i++) {
                long start = System.nanoTime();
                head.render(poses[Math.floorMod(i, poses.length)]);
                if (i >= 0) {
                    millis[i] = millisSince(start);
                }
            }
        }
        Arrays.sort(millis);
        row("one frame, median of " + FRAMES, "", PAPER_FRAME_MILLIS, millis[FRAMES / 2]);
    }

    private TalkingHead open(int shots) {
        return TalkingHead.builder(photos.first(shots))
                .engine(engine)
                .size(256)
                .build();
    }

    private void row(String what, String shots, double paperMillis, double millis) {
        out.printf(
                Locale.ROOT,
                "| %s | %s | %.3f s | %.3f s | %.2f |%n",
                what,
                shots,
                paperMillis / 1000,
                millis / 1000,
                millis / paperMillis);
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / NANOS_PER_MILLI;
    }
}
