package io.talkinghead.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.drive.LandmarkTrack;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No test of every build; run by {@code -Dtest=WorkerScaling}. Renders the same jobs with one executor of one core and with two, in turns,
 * and prints how much faster two are, and what a job and an executor cost. Processor time counts all threads of an executor and hardly
 * depends on what else the machine does; the ratio of times does. {@code -Dtalkinghead.scaling.rounds} and {@code .jobs} say how long it
 * takes.
 */
class WorkerScaling {
    private static final int ROUNDS = Integer.getInteger("talkinghead.scaling.rounds", 3);
    private static final int JOBS = Integer.getInteger("talkinghead.scaling.jobs", 8);
    private static final int FRAMES = 25;
    private static final long LOOK_NANOS = 10_000_000;
    private static final double MILLIS = 1e3;
    private static final double NANOS = 1e9;
    private static final Path SAMPLES = Path.of("../examples/samples").toAbsolutePath();

    @TempDir
    private Path folder;

    private final List<Run> runs = new ArrayList<>();

    @Test
    void render_oneAndTwoWorkersInTurns_isReported() throws IOException {
        LandmarkTrack all = LandmarkTrack.read(SAMPLES.resolve("demo-track.json"));
        new LandmarkTrack(
                        all.framesPerSecond(),
                        all.widthPx(),
                        all.heightPx(),
                        all.frames().subList(0, FRAMES))
                .write(folder.resolve("track.json"));
        double[] ratios = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            ratios[round] = run(1).seconds / run(2).seconds;
        }
        print("two workers to one, how much faster by the clock", ratios);
        print("two workers: part of the time in which each had a clip to render", values(2, run -> run.busy));
        for (int workers = 1; workers <= 2; workers++) {
            print(
                    "frames for a second of processor time, with copying and encoding, workers: " + workers,
                    values(workers, run -> JOBS * FRAMES / run.processorSeconds));
        }
        print(
                "executor: seconds of processor time from its start to its first clip",
                values(1, run -> run.startSeconds));
        print("executor: resident MB after its clips", values(1, run -> run.megabytes));
    }

    private double[] values(int workers, ToDoubleFunction<Run> value) {
        return runs.stream()
                .filter(run -> run.workers == workers)
                .mapToDouble(value)
                .toArray();
    }

    private Run run(int workers) throws IOException {
        SparkSession spark = TwoWorkers.start(workers);
        try {
            // The driver is counted too.
            while (spark.sparkContext().statusTracker().getExecutorInfos().length <= workers) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            // One for each.
            render(spark, workers);
            double begun = processorSeconds();
            long start = System.nanoTime();
            double rendering = render(spark, JOBS);
            double seconds = (System.nanoTime() - start) / NANOS;
            Run run = new Run(
                    workers,
                    seconds,
                    rendering / (workers * seconds),
                    begun / workers,
                    processorSeconds() - begun,
                    megabytes() / workers);
            runs.add(run);
            return run;
        } finally {
            spark.stop();
        }
    }

    /** Returns the seconds in which executors were at work on clips. */
    private double render(SparkSession spark, int count) {
        List<HeadJob> jobs = IntStream.range(0, count)
                .mapToObj(i -> HeadJob.of(
                                List.of(SAMPLES.resolve("astronaut.png").toUri().toString()),
                                folder.resolve("track.json").toUri().toString(),
                                folder.resolve("clip-" + i + ".mp4").toUri().toString())
                        .with("size", "256"))
                .toList();
        List<JobResult> results = HeadJobs.render(spark, HeadJobs.dataset(spark, jobs)).collectAsList().stream()
                .map(JobResult::of)
                .toList();
        assertThat(results).extracting(JobResult::frames).containsOnly((long) FRAMES);
        return results.stream().mapToDouble(JobResult::millis).sum() / MILLIS;
    }

    private static double processorSeconds() {
        return TwoWorkers.executors().stream()
                .mapToDouble(executor ->
                        executor.info().totalCpuDuration().orElseThrow().toMillis() / MILLIS)
                .sum();
    }

    /** As Linux tells it. */
    private static double megabytes() throws IOException {
        double kilobytes = 0;
        for (ProcessHandle executor : TwoWorkers.executors()) {
            for (String line : Files.readAllLines(Path.of("/proc/" + executor.pid() + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    kilobytes += Double.parseDouble(line.replaceAll("\\D", ""));
                }
            }
        }
        return kilobytes / 1024;
    }

    private static void print(String what, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        PrintStream out = System.out;
        out.printf(
                Locale.ROOT,
                "%s: %.2f (%.2f to %.2f, %d runs)%n",
                what,
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1],
                sorted.length);
    }

    /**
     * Clips rendered with some workers.
     *
     * @param workers how many
     * @param seconds for all clips
     * @param busy the part of them in which an executor had a clip to render
     * @param startSeconds of processor time of an executor until its first clip was there
     * @param processorSeconds of all executors for all clips
     * @param megabytes resident, of an executor
     */
    private record Run(
            int workers, double seconds, double busy, double startSeconds, double processorSeconds, double megabytes) {}
}
