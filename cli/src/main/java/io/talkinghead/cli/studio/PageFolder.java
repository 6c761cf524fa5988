package io.talkinghead.cli.studio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that lasts as long as what is worked on in it.
 *
 * <p><b>Threading:</b> any thread.
 */
final class PageFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PageFolder.class);

    private final Path path;
    private int files;
    private boolean closed;

    /** A folder that is made when the first file is. */
    PageFolder(Path path) {
        this.path = path;
    }

    /** Returns the path of a new file; what is uploaded never names it. */
    synchronized Path next(String ending) {
        if (closed) {
            throw Refusal.notFound("page");
        }
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new Refusal(507, "Nothing can be kept: " + e.getMessage() + ". Free some space on the disk.");
        }
        return path.resolve(files++ + ending);
    }

    /** Removes a file that is no longer needed. */
    void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("{} goes with its folder: {}", file, e.toString());
        }
    }

    /** Removes the folder and all in it. */
    @Override
    public synchronized void close() {
        closed = true;
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(path)) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("the temporary folder {} stays: {}", path, e.toString());
        }
    }
}
