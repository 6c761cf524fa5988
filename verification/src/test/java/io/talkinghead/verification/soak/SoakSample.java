package io.talkinghead.verification.soak;

import io.talkinghead.testkit.NativeMemory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * What a process holds at a moment without work.
 *
 * @param seconds since it began to work
 * @param residentKilobytes of native memory, with the heap, whose size is fixed
 * @param heapKilobytes used at the end of the last collection
 * @param threads of the system
 * @param handles open files, sockets and the like
 */
record SoakSample(long seconds, long residentKilobytes, long heapKilobytes, long threads, long handles) {
    private static final Path PROCESS = Path.of("/proc/self");

    static SoakSample take(long seconds) throws IOException, InterruptedException {
        long resident = NativeMemory.residentKilobytes();
        return new SoakSample(seconds, resident, usedAfterCollection(), count("task"), count("fd"));
    }

    /** What is used now would count what was made since the collection, by the megabyte: threads take room in advance. */
    private static long usedAfterCollection() {
        long bytes = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
        return Math.floorDiv(bytes, 1024L);
    }

    private static long count(String kind) throws IOException {
        try (Stream<Path> entries = Files.list(PROCESS.resolve(kind))) {
            return entries.count();
        }
    }

    /** Reads what {@link #line()} gave. */
    static SoakSample parse(String line) {
        long[] values =
                Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
        return new SoakSample(values[0], values[1], values[2], values[3], values[4]);
    }

    String line() {
        return seconds + " " + residentKilobytes + " " + heapKilobytes + " " + threads + " " + handles;
    }
}
