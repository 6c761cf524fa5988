package io.talkinghead.internal.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names of files in the making. They tell which process makes them, so that the next one can remove what a killed one left, and
 * nothing that is still being written.
 *
 * <p><b>Threading:</b> any thread, any number of programs.
 */
public final class UnfinishedFile {
    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedFile.class);
    private static final String PREFIX = ".talkinghead-";
    private static final Pattern NAME = Pattern.compile(
            Pattern.quote(PREFIX) + "([0-9a-f]{8})-([0-9a-f]{1,15})-([0-9a-f]{1,15})-[0-9a-f]{8}(\\..*)?");
    /** So long a file of a process that cannot be seen from here, as on a shared drive, must not have changed. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private UnfinishedFile() {}

    /**
     * Makes up a name that no other file has.
     *
     * @param folder where the file will be
     * @param extension of the name, with its dot, or empty
     */
    static Path in(Path folder, String extension) {
        WritingProcess process = WritingProcess.current();
        String unique = UUID.randomUUID().toString().substring(0, 8);
        return folder.resolve(String.format(
                Locale.ROOT,
                "%s%s-%x-%x-%s%s",
                PREFIX,
                process.place(),
                process.number(),
                process.start(),
                unique,
                extension));
    }

    /** Removes from a folder what killed programs left there. A failure is logged, and no more: nothing depends on it. */
    public static void removeAbandoned(Path folder) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : found) {
                if (isAbandoned(file) && Files.deleteIfExists(file)) {
                    LOG.info("removed {}, which a program that was killed has left", file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("cannot look through {} for what killed programs left", folder, e);
        }
    }

    private static boolean isAbandoned(Path file) throws IOException {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        WritingProcess process =
                new WritingProcess(name.group(1), Long.parseLong(name.group(2), 16), Long.parseLong(name.group(3), 16));
        return process.isVisible() ? process.hasEnded() : isOld(file);
    }

    private static boolean isOld(Path file) throws IOException {
        return Files.getLastModifiedTime(file)
                .toInstant()
                .isBefore(Instant.now().minus(ABANDONED));
    }
}
