package io.talkinghead.internal.file;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that are there already when a result is to be written: told in the log. */
public final class ReplacedFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ReplacedFiles.class);

    private ReplacedFiles() {}

    /** Tells whether anything is there that this file, or files in this folder, may replace. */
    public static boolean exist(Path output) {
        if (!Files.isDirectory(output)) {
            return Files.exists(output, LinkOption.NOFOLLOW_LINKS);
        }
        try (Stream<Path> files = Files.list(output)) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            throw new TalkingHeadException(ErrorCode.OUTPUT_NOT_WRITABLE, "cannot look into " + output + ": " + e, e);
        }
    }

    /** Logs that a file will be replaced, if it is there. */
    public static void tell(Path output) {
        if (Files.isRegularFile(output)) {
            LOG.info("{} exists and is replaced when the new one is complete", output);
        } else if (Files.isDirectory(output) && exist(output)) {
            LOG.info("{} is not empty: files of the same names are replaced", output);
        }
    }
}
