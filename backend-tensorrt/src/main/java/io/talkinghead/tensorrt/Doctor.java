package io.talkinghead.tensorrt;

import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.spi.Probe;
import io.talkinghead.work.Cancellation;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through what TensorRT needs, in a JVM of its own: a half-installed library may take it down. Says each step before it is
 * taken, so that the last one said is the one that failed.
 */
final class Doctor {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Doctor() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        examine(new GpuProbe(new NvidiaDriver(), Settings.platform()), out::println);
        // Not by returning: what TensorRT has running may keep the process alive.
        Runtime.getRuntime().halt(0);
    }

    /** Examines this process. */
    static void examine(GpuProbe probe, Consumer<String> out) {
        Probe result = probe.look(step -> out.accept("checking: " + step));
        out.accept((result instanceof Probe.Usable ? "works: " : "missing: ") + result.detail());
        @Nullable
        Throwable cause = result.refusal().flatMap(Probe.Refused::cause).orElse(null);
        while (cause != null) {
            out.accept("because: " + cause);
            cause = cause.getCause() == cause ? null : cause.getCause();
        }
    }

    /** Examines in another JVM and returns what it said, with its end when that was no good one. */
    static List<String> ask(ChildJvm jvm) {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        try {
            ChildJvm.Result result = jvm.run(Doctor.class, List.of(), LIMIT, lines::add, new Cancellation());
            if (!result.well()) {
                lines.add("failed in this step: " + result.ending()
                        + "; the libraries are damaged, of different versions, or do not fit the driver");
            }
        } catch (TalkingHeadException e) {
            lines.add("cannot look: " + e.reason());
        }
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }
}
