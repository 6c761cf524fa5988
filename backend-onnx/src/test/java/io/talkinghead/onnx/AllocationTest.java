package io.talkinghead.onnx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.base.Splitter;
import io.talkinghead.testkit.Program;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a frame allocates in steady state: what is handed out, and the engine's Java binding. */
class AllocationTest {
    /** The landmark picture's stroke, or the box from which a face's region is made. */
    private static final long SMALL_OBJECTS = 64;

    /** The frame and the array's head. */
    private static final long FRAME = 24 + 16;

    /** Optional, face, box, region, landmarks and their three arrays of 68 numbers. */
    private static final long FACE = 16 + 32 + 48 + 48 + 24 + 3 * (16 + 4 * 68);

    @TempDir
    static Path folder;

    private static final Map<String, Long> BYTES = new TreeMap<>();

    @BeforeAll
    static void count() throws IOException, InterruptedException {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeTrue(threads.isThreadAllocatedMemorySupported(), "this virtual machine does not count allocations");
        Program counted = Program.run(
                folder,
                List.of("-Xmx512m", "-XX:-DoEscapeAnalysis", AllocationProgram.class.getName()),
                Map.of("CLASSPATH", EngineChild.classPath()));
        assertThat(counted.code()).as(counted.err()).isZero();
        Splitter.on('\n')
                .omitEmptyStrings()
                .withKeyValueSeparator(' ')
                .split(counted.out().replace("\r", ""))
                .forEach((name, bytes) -> BYTES.put(name, Long.valueOf(bytes)));
    }

    private static long bytes(String name) {
        return requireNonNull(BYTES.get(name), name);
    }

    @Test
    void call_run_allocatesWhatTheEnginesBindingAllocates() {
        assertThat(bytes(AllocationProgram.RUN))
                .isPositive()
                .isLessThanOrEqualTo(bytes(AllocationProgram.BINDING) + 16);
    }

    @Test
    void render_inSteadyState_allocatesThePictureBesidesTheNetworksRun() {
        long picture = 3L * AllocationProgram.SIZE * AllocationProgram.SIZE;
        assertThat(bytes(AllocationProgram.FRAME) - bytes(AllocationProgram.GENERATOR))
                .isBetween(picture, picture + FRAME + SMALL_OBJECTS);
    }

    @Test
    void track_inSteadyState_allocatesTheFaceBesidesTheNetworksRun() {
        assertThat(bytes(AllocationProgram.TRACK) - bytes(AllocationProgram.BINDING))
                .isBetween(FACE, FACE + SMALL_OBJECTS);
    }
}
