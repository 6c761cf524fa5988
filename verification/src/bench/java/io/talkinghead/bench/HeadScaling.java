package io.talkinghead.bench;

import io.talkinghead.Engine;
import io.talkinghead.TalkingHead;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.face.Landmarks;
import io.talkinghead.person.Photo;
import io.talkinghead.testkit.NativeMemory;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Prints and draws how many frames a second 1 to 16 heads of one engine render together, each in a thread of its own, what one frame
 * takes then, and how much memory they hold. All numbers of heads are measured three times in turn; the best of each counts.
 * The argument is the file for the drawing.
 */
public final class HeadScaling implements AutoCloseable {
    private static final int[] HEADS = {1, 2, 4, 8, 16};
    private static final int TURNS = 3;
    private static final int SIZE_PX = 256;
    private static final long TURN_NANOS = 3_000_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;

    private final TalkingHead[] heads = new TalkingHead[HEADS[HEADS.length - 1]];
    private final double[] kilobytes = new double[HEADS.length];
    private final double[] rates = new double[HEADS.length];

    private HeadScaling() {}

    /** See above. */
    public static void main(String[] args) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(HEADS[HEADS.length - 1]);
        try (Engine engine = Engine.open(EngineOptions.defaults().withThreads(1));
                HeadScaling scaling = new HeadScaling()) {
            scaling.open(engine);
            for (int turn = 0; turn < TURNS; turn++) {
                for (int i = 0; i < HEADS.length; i++) {
                    scaling.rates[i] = Math.max(scaling.rates[i], scaling.rate(HEADS[i], threads));
                }
            }
            scaling.print(System.out);
            Files.writeString(Path.of(args[0]), scaling.plot());
        } finally {
            threads.shutdown();
        }
    }

    /** Each head renders once, so that all its buffers are there. */
    private void open(Engine engine) throws Exception {
        Path folder = Files.createTempDirectory("heads");
        Path person = folder.resolve("astronaut.person");
        try (TalkingHead head = TalkingHead.builder(Photo.of(SampleHead.PHOTO))
                .engine(engine)
                .size(SIZE_PX)
                .build()) {
            head.save(person);
        }
        long before = NativeMemory.residentKilobytes();
        int opened = 0;
        for (int i = 0; i < HEADS.length; i++) {
            for (; opened < HEADS[i]; opened++) {
                heads[opened] =
                        TalkingHead.builder(person).engine(engine).size(SIZE_PX).build();
                heads[opened].render(heads[opened].neutralLandmarks());
            }
            kilobytes[i] = NativeMemory.residentKilobytes() - before;
        }
        Files.delete(person);
        Files.delete(folder);
    }

    private double rate(int count, ExecutorService threads) throws Exception {
        long start = System.nanoTime();
        List<Callable<Integer>> works = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TalkingHead head = heads[i];
            works.add(() -> render(head, start + TURN_NANOS));
        }
        int frames = 0;
        for (Future<Integer> work : threads.invokeAll(works)) {
            frames += work.get();
        }
        return frames * NANOS_PER_SECOND / (System.nanoTime() - start);
    }

    private static int render(TalkingHead head, long end) {
        Landmarks[] poses = SampleHead.poses(head.neutralLandmarks());
        int frames = 0;
        while (System.nanoTime() < end) {
            head.render(poses[frames % poses.length]);
            frames++;
        }
        return frames;
    }

    private void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%d cores%n%n| heads | frames a second | of one head | a frame takes | memory, each |%n|--:|--:|--:|--:|--:|%n",
                Runtime.getRuntime().availableProcessors());
        for (int i = 0; i < HEADS.length; i++) {
            out.printf(
                    Locale.ROOT,
                    "| %d | %.1f | %.1f | %.0f ms | %.1f MB |%n",
                    HEADS[i],
                    rates[i],
                    rates[i] / HEADS[i],
                    1000 * HEADS[i] / rates[i],
                    kilobytes[i] / 1024 / HEADS[i]);
        }
    }

    private String plot() {
        double[] megabytes = new double[HEADS.length];
        for (int i = 0; i < HEADS.length; i++) {
            megabytes[i] = kilobytes[i] / 1024;
        }
        return Plot.of(
                new Plot.Panel("heads, frames a second together", "/s", HEADS, rates),
                new Plot.Panel("heads, memory together", "MB", HEADS, megabytes));
    }

    @Override
    public void close() {
        for (TalkingHead head : heads) {
            if (head != null) {
                head.close();
            }
        }
    }
}
