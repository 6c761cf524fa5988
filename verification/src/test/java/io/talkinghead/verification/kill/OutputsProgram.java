package io.talkinghead.verification.kill;

import io.talkinghead.Engine;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.person.Person;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes every kind of output over and over, each kind by a thread of its own, in two versions by turns, so that each write replaces
 * the last; to be killed. With a version as third argument it writes that one once.
 */
final class OutputsProgram {
    static final List<String> FILES =
            List.of("clip.mp4", "clip.webm", "clip.gif", "still.png", "saved.person", "frames");
    private static final int SIZE_PX = 64;
    private static final int FRAMES = 3;

    private final TalkingHead head;
    private final LandmarkTrack motion;
    private final List<Person> persons;
    private final Path out;

    private OutputsProgram(TalkingHead head, LandmarkTrack motion, List<Person> persons, Path out) {
        this.head = head;
        this.motion = motion;
        this.persons = persons;
        this.out = out;
    }

    /** Takes a folder with two persons and a track, a folder to write into, and perhaps a version, 0 or 1. */
    public static void main(String[] args) throws Exception {
        Path inputs = Path.of(args[0]);
        EngineOptions options = EngineOptions.defaults().withDevice(Device.CPU).withThreads(1);
        List<Person> persons =
                List.of(Person.open(inputs.resolve("0.person")), Person.open(inputs.resolve("1.person")));
        try (Engine engine = Engine.open("onnx", options);
                TalkingHead head = TalkingHead.builder(persons.get(0))
                        .engine(engine)
                        .size(SIZE_PX)
                        .build()) {
            OutputsProgram program = new OutputsProgram(
                    head, LandmarkTrack.read(inputs.resolve("track.json")), persons, Path.of(args[1]));
            if (args.length > 2) {
                for (String file : FILES) {
                    program.write(file, Integer.parseInt(args[2]));
                }
            } else {
                program.writeWithoutEnd();
            }
        }
    }

    private void writeWithoutEnd() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(FILES.size());
        CountDownLatch begun = new CountDownLatch(FILES.size());
        List<Future<?>> jobs = new ArrayList<>();
        for (String file : FILES) {
            Callable<?> job = () -> {
                try {
                    write(file, 0);
                    begun.countDown();
                    for (int version = 1; ; version = 1 - version) {
                        write(file, version);
                    }
                } catch (Exception e) {
                    // Told below.
                    begun.countDown();
                    throw e;
                }
            };
            jobs.add(threads.submit(job));
        }
        begun.await();
        PrintStream printed = System.out;
        printed.println("all written");
        for (Future<?> job : jobs) {
            job.get();
        }
    }

    private void write(String file, int version) {
        Path target = out.resolve(file);
        if (file.equals("saved.person")) {
            persons.get(version).save(target);
        } else if (file.equals("frames")) {
            head.animate(motion(version, FRAMES)).writePngs(target);
        } else if (file.equals("still.png")) {
            head.animate(motion(version, 1)).writeTo(target);
        } else {
            head.animate(motion(version, FRAMES)).writeTo(target);
        }
    }

    private Driver motion(int version, int frames) {
        return Driver.track(new LandmarkTrack(
                motion.framesPerSecond(),
                motion.widthPx(),
                motion.heightPx(),
                motion.frames().subList(20 * version, 20 * version + frames)));
    }
}
