package io.talkinghead.verification.soak;

import io.talkinghead.Engine;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.testkit.Golden;
import io.talkinghead.verification.soak.SoakWork.SoakInputs;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sixteen threads work at random with one engine. From time to time all pause, and what the process holds is printed; the last
 * line tells how much was done.
 */
final class SoakProgram {
    private static final int THREADS = 16;

    private final List<SoakWork> workers = new ArrayList<>();
    private final AtomicLong done = new AtomicLong();
    private long start;

    private SoakProgram() {}

    /** Takes how many seconds to work, how many between two pauses, a folder to write into, a track and photos. */
    public static void main(String[] args) throws Exception {
        Duration time = Duration.ofSeconds(Long.parseLong(args[0]));
        Duration round = Duration.ofSeconds(Long.parseLong(args[1]));
        List<Path> photos =
                List.of(args).subList(4, args.length).stream().map(Path::of).toList();
        SoakInputs inputs = new SoakInputs(photos, motion(Path.of(args[3])), Golden.turnedModel());
        EngineOptions options = EngineOptions.defaults().withDevice(Device.CPU).withThreads(1);
        try (Engine engine = Engine.open("onnx", options);
                SharedHeads heads = new SharedHeads(engine, inputs)) {
            new SoakProgram().run(heads, inputs, Path.of(args[2]), List.of(time, round));
        }
    }

    private static LandmarkTrack motion(Path file) {
        LandmarkTrack track = LandmarkTrack.read(file);
        return new LandmarkTrack(
                track.framesPerSecond(),
                track.widthPx(),
                track.heightPx(),
                track.frames().subList(0, 6));
    }

    private void run(SharedHeads heads, SoakInputs inputs, Path folder, List<Duration> times) throws Exception {
        SameBytes same = new SameBytes();
        for (int i = 0; i < THREADS; i++) {
            Path own = Files.createDirectories(folder.resolve("thread-" + i));
            workers.add(new SoakWork(i, heads, same, inputs, own));
        }
        PrintStream out = System.out;
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            start = System.nanoTime();
            while (seconds() < times.get(0).toSeconds()) {
                workUntil(threads, System.nanoTime() + times.get(1).toNanos());
                heads.replaceAll();
                out.println(SoakSample.take(seconds()).line());
            }
        } finally {
            threads.shutdownNow();
        }
        out.println(done + " pieces of work, " + same.works() + " different");
    }

    private long seconds() {
        return Duration.ofNanos(System.nanoTime() - start).toSeconds();
    }

    private void workUntil(ExecutorService threads, long end) throws Exception {
        work(threads, worker -> {
            while (System.nanoTime() < end) {
                worker.next();
                done.incrementAndGet();
            }
        });
    }

    private void work(ExecutorService threads, Step step) throws Exception {
        List<Callable<Void>> jobs = new ArrayList<>();
        for (SoakWork worker : workers) {
            jobs.add(() -> {
                step.of(worker);
                return null;
            });
        }
        for (Future<Void> job : threads.invokeAll(jobs)) {
            job.get();
        }
    }

    /** What each thread does until the next pause. */
    private interface Step {
        void of(SoakWork worker) throws Exception;
    }
}
