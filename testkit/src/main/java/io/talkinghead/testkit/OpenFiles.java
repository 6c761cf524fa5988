package io.talkinghead.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Which files the process holds open, as the system tells. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class OpenFiles {
    private static final Path OPEN = Path.of("/proc/self/fd");

    private OpenFiles() {}

    /**
     * Returns how many files and sockets are open, 0 where the system does not tell. Those of {@code /proc} and {@code /sys} do not
     * count: threads of Java itself read there now and then how much memory and how many processors there are.
     */
    public static long count() throws IOException {
        if (!Files.isDirectory(OPEN)) {
            return 0;
        }
        long count = 0;
        try (Stream<Path> all = Files.list(OPEN)) {
            for (Path open : all.toList()) {
                if (counts(open)) {
                    count++;
                }
            }
        }
        return count;
    }

    private static boolean counts(Path open) throws IOException {
        try {
            Path file = Files.readSymbolicLink(open);
            return !file.startsWith("/proc") && !file.startsWith("/sys");
        } catch (NoSuchFileException closed) {
            return false;
        }
    }
}
