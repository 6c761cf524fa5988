package io.talkinghead.cli.studio;

import io.talkinghead.internal.run.NativeHeap;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What this process holds after it has cleaned up; nothing of the system's where that does not tell.
 *
 * @param heapKilobytes used by Java
 * @param nativeKilobytes resident beside Java's heap
 * @param threads of Java
 * @param handles open files and sockets
 */
record StudioFootprint(long heapKilobytes, long nativeKilobytes, long threads, long handles) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path HANDLES = Path.of("/proc/self/fd");

    /** Looks after what is free has gone back to the system: that happens thrice a minute by itself, and rounds are shorter. */
    static StudioFootprint now() throws IOException {
        System.gc();
        NativeHeap.giveBack();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new StudioFootprint(
                heap.getUsed() >> 10,
                Math.max(0, residentKilobytes() - (heap.getCommitted() >> 10)),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                openHandles());
    }

    /** Returns the median of each figure. */
    static StudioFootprint median(List<StudioFootprint> samples) {
        return new StudioFootprint(
                median(samples, StudioFootprint::heapKilobytes),
                median(samples, StudioFootprint::nativeKilobytes),
                median(samples, StudioFootprint::threads),
                median(samples, StudioFootprint::handles));
    }

    private static long median(List<StudioFootprint> samples, ToLongFunction<StudioFootprint> figure) {
        long[] sorted = samples.stream().mapToLong(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static long residentKilobytes() throws IOException {
        if (!Files.exists(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static long openHandles() throws IOException {
        if (!Files.exists(HANDLES)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(HANDLES)) {
            return open.count();
        }
    }
}
