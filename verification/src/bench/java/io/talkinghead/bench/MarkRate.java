package io.talkinghead.bench;

import com.sun.management.OperatingSystemMXBean;
import io.talkinghead.Animation;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.image.Frame;
import io.talkinghead.marks.Marks;
import io.talkinghead.person.Photo;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Prints what marking costs an animation: processor time a frame with and without marks, of the sample portrait with the sample motion, so
 * that nothing but rendering and marking counts. The two take turns.
 *
 * <p>Arguments: how many turns (15).
 */
public final class MarkRate {
    private static final Path TRACK = SampleHead.PHOTO.resolveSibling("demo-track.json");
    private static final int[] SIZES = {256, 512};
    private static final int WARM = 2;
    private static final double NANOS = 1e6;

    private MarkRate() {}

    /** Prints the table. */
    public static void main(String[] args) {
        int turns = args.length > 0 ? Integer.parseInt(args[0]) : 15;
        for (int size : SIZES) {
            try (TalkingHead marked = head(size, Marks.standard());
                    TalkingHead plain = head(size, Marks.none())) {
                print(size, turns, marked, plain);
            }
        }
    }

    private static void print(int size, int turns, TalkingHead marked, TalkingHead plain) {
        double[] with = new double[turns];
        double[] without = new double[turns];
        double[] ratios = new double[turns];
        for (int turn = -WARM; turn < turns; turn++) {
            // Each goes first in every other turn.
            boolean first = turn % 2 == 0;
            double one = millis(first ? marked : plain);
            double other = millis(first ? plain : marked);
            if (turn >= 0) {
                with[turn] = first ? one : other;
                without[turn] = first ? other : one;
                ratios[turn] = with[turn] / without[turn];
            }
        }
        List.of(with, without, ratios).forEach(Arrays::sort);
        PrintStream out = System.out;
        out.printf(
                Locale.ROOT,
                "%d px: %.2f ms of processor time a frame with marks, %.2f without; ratio %.3f (%.3f-%.3f), %d turns%n",
                size,
                with[turns / 2],
                without[turns / 2],
                ratios[turns / 2],
                ratios[turns / 4],
                ratios[turns - 1 - turns / 4],
                turns);
    }

    private static double millis(TalkingHead head) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = system.getProcessCpuTime();
        try (Animation animation = head.animate(Driver.track(TRACK));
                Stream<Frame> frames = animation.frames()) {
            long count = frames.filter(frame -> frame.rgb().length > 0).count();
            return (system.getProcessCpuTime() - start) / NANOS / count;
        }
    }

    private static TalkingHead head(int size, Marks marks) {
        return TalkingHead.builder(Photo.of(SampleHead.PHOTO))
                .size(size)
                .threads(1)
                .marks(marks)
                .build();
    }
}
