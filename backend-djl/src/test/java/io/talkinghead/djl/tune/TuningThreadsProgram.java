package io.talkinghead.djl.tune;

import io.talkinghead.djl.DjlBackendProvider;
import io.talkinghead.djl.DrawnPerson;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.FewShotTuner;
import io.talkinghead.testkit.Golden;
import io.talkinghead.testkit.NativeMemory;
import io.talkinghead.tuning.TuningListener;
import io.talkinghead.tuning.TuningOptions;
import io.talkinghead.work.Cancellation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Tunes in one thread after the other, all of which stay, and prints what the process holds, resident kilobytes and threads of the
 * system: after the first few, and after the last.
 */
final class TuningThreadsProgram {
    private static final int FIRST = 3;

    private TuningThreadsProgram() {}

    /** Takes the number of threads that come after the first few. */
    public static void main(String[] args) throws Exception {
        List<ExecutorService> threads = new ArrayList<>();
        try (Backend backend = new DjlBackendProvider()
                .open(EngineOptions.defaults().withDevice(Device.CPU).withThreads(2))) {
            PrintStream out = System.out;
            for (int i = 1; i <= FIRST + Integer.parseInt(args[0]); i++) {
                threads.add(Executors.newSingleThreadExecutor());
                threads.get(i - 1).submit(tuning(backend)).get();
                if (i == FIRST) {
                    out.println(held());
                }
            }
            out.println(held());
        } finally {
            threads.forEach(ExecutorService::shutdown);
        }
    }

    private static Callable<Void> tuning(Backend backend) {
        ModelBundle model = Golden.turnedModel();
        return () -> {
            try (FewShotTuner tuner = backend.openTuner(model)) {
                tuner.tune(
                        DrawnPerson.of(model, 1),
                        TuningOptions.defaults().withEpochs(1),
                        TuningListener.NONE,
                        new Cancellation());
            }
            return null;
        };
    }

    private static String held() throws IOException, InterruptedException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return NativeMemory.residentKilobytes() + " " + tasks.count();
        }
    }
}
