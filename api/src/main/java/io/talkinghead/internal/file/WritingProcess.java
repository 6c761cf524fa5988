package io.talkinghead.internal.file;

import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which process writes a file, told in the file's name: the numbers of processes repeat, so the time of its start belongs to it, and
 * so does what sees that number, this user's look at this run of this machine.
 *
 * @param place a hash of the user, the machine, its run and the container; eight hexadecimal digits
 * @param number of the process
 * @param start of the process, in a unit that only the system knows
 */
record WritingProcess(String place, long number, long start) {
    private static final WritingProcess CURRENT =
            new WritingProcess(here(), ProcessHandle.current().pid(), startOf(ProcessHandle.current()));

    static WritingProcess current() {
        return CURRENT;
    }

    /** Tells whether the process can be seen from here if it lives. */
    boolean isVisible() {
        return place.equals(CURRENT.place);
    }

    /** Tells whether the process has ended; only of one that is visible. */
    boolean hasEnded() {
        Optional<ProcessHandle> found = ProcessHandle.of(number).filter(ProcessHandle::isAlive);
        return found.isEmpty() || startOf(found.get()) != start;
    }

    /** On Linux the time since the machine's start: the clock of the day may be set while a process runs. */
    private static long startOf(ProcessHandle process) {
        String stat = content("/proc/" + process.pid() + "/stat");
        // The name of the program, in parentheses, may hold anything; the start is the 20th field after it.
        List<String> fields = Splitter.on(' ')
                .splitToList(stat.substring(stat.lastIndexOf(')') + 1).strip());
        return fields.size() > 19
                ? Long.parseLong(fields.get(19))
                : process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String here() {
        String all = String.join(
                "\n",
                System.getProperty("user.name", ""),
                System.getenv().getOrDefault("COMPUTERNAME", ""),
                content("/proc/sys/kernel/hostname"),
                content("/proc/sys/kernel/random/boot_id"),
                linkTarget("/proc/self/ns/pid"));
        return Hashing.sha256()
                .hashString(all, StandardCharsets.UTF_8)
                .toString()
                .substring(0, 8);
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
        } catch (IOException | SecurityException ignored) {
            // Another system, or it does not tell.
            return "";
        }
    }

    private static String linkTarget(String link) {
        try {
            return Files.readSymbolicLink(Path.of(link)).toString();
        } catch (IOException | SecurityException | UnsupportedOperationException ignored) {
            // Another system, or it does not tell.
            return "";
        }
    }
}
