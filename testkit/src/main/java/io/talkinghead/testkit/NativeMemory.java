package io.talkinghead.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apiguardian.api.API;

/** What the process holds, as the system counts it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class NativeMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private NativeMemory() {}

    /**
     * Returns the resident memory that no file backs, in kilobytes; 0 where the system does not tell. Memory behind direct
     * buffers is given back some time after a collection, so the least of several looks counts.
     */
    public static long residentKilobytes() throws IOException, InterruptedException {
        long least = Long.MAX_VALUE;
        for (int look = 0; look < 5; look++) {
            System.gc();
            Thread.sleep(50);
            least = Math.min(least, residentNow());
        }
        return least;
    }

    private static long residentNow() throws IOException {
        if (!Files.exists(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
