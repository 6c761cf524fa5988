package io.talkinghead.verification.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.testkit.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One engine under sixteen threads: for an hour in the stress profile, for some seconds otherwise. */
class SoakTest {
    private static final int SECONDS = Integer.getInteger("talkinghead.soak", 10);
    /** Below that, what is loaded and compiled once hides the rest. */
    private static final int LONG_SECONDS = 1800;

    private static final int HEAP_MEGABYTES = 512;
    /** Threads of the virtual machine that come and go would be counted, too. */
    private static final List<String> STEADY = List.of(
            "-XX:+UseSerialGC",
            "-XX:-UseDynamicNumberOfCompilerThreads",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error");

    @TempDir
    private Path folder;

    @Test
    @Timeout(3 * 3600)
    void heads_openedDrivenTunedAndClosedAtRandom_giveTheSameBytesAndHoldNoMore(TestReporter reporter)
            throws Exception {
        Path samples = Path.of("../examples/samples").toAbsolutePath();
        Program run = Program.withFixedHeap(
                folder,
                HEAP_MEGABYTES,
                STEADY,
                SoakProgram.class,
                String.valueOf(SECONDS),
                String.valueOf(Math.min(20, SECONDS / 2)),
                folder.toString(),
                samples.resolve("demo-track.json").toString(),
                samples.resolve("astronaut.png").toString(),
                samples.resolve("joconde.jpg").toString());
        List<String> lines = run.out().lines().toList();
        List<SoakSample> all = lines.subList(0, lines.size() - 1).stream()
                .map(SoakSample::parse)
                .toList();
        reporter.publishEntry("seconds, resident and heap kilobytes, threads, handles", run.out());
        assertThat(all).isNotEmpty();
        assertThat(all).allMatch(sample -> sample.threads() < 100 && sample.handles() < 300);
        if (SECONDS >= LONG_SECONDS) {
            checkFlat(all.subList(all.size() / 4, all.size()), reporter);
        }
    }

    private static void checkFlat(List<SoakSample> samples, TestReporter reporter) {
        Slope resident = Slope.of(samples, sample -> sample.residentKilobytes() - 1024L * HEAP_MEGABYTES);
        Slope heap = Slope.of(samples, SoakSample::heapKilobytes);
        reporter.publishEntry("native kilobytes", resident.toString());
        reporter.publishEntry("heap kilobytes", heap.toString());
        for (Slope slope : List.of(resident, heap)) {
            assertThat(slope.least()).as("%s", slope).isLessThan(slope.mean() / 100);
            // And the samples are precise enough to tell.
            assertThat(slope.most()).as("%s", slope).isLessThan(slope.mean() / 10);
        }
        List<SoakSample> second = samples.subList(samples.size() / 3, samples.size());
        assertThat(different(second, SoakSample::threads)).as("threads").hasSize(1);
        assertThat(different(second, SoakSample::handles)).as("handles").hasSize(1);
    }

    private static List<Long> different(List<SoakSample> samples, ToLongFunction<SoakSample> measure) {
        return samples.stream().map(measure::applyAsLong).distinct().toList();
    }
}
