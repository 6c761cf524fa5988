package io.talkinghead.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the process holds in memory that no file backs, as the system counts it. Needs {@code /proc}. */
final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ResidentMemory() {}

    /** Memory is given back some time after a collection, so the least of several looks counts. */
    static long kilobytes() throws IOException, InterruptedException {
        long least = Long.MAX_VALUE;
        for (int look = 0; look < 10; look++) {
            System.gc();
            Thread.sleep(100);
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("RssAnon:")) {
                    least = Math.min(least, Long.parseLong(line.replaceAll("\\D", "")));
                }
            }
        }
        return least;
    }
}
