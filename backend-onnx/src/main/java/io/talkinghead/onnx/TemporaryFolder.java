package io.talkinghead.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder for what nobody keeps, while ONNX Runtime starts: it makes a folder in there whether it needs it or not. What was
 * made is removed afterwards, and so is what starts that were killed have left.
 */
final class TemporaryFolder {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);
    /** What the engine's folders begin with. */
    private static final String PREFIX = "onnxruntime-java";
    /** The folder of a start is empty for a moment only. */
    private static final Duration ABANDONED = Duration.ofMinutes(1);

    private final @Nullable Path folder;
    /** Folders that were not there before, the deepest first. */
    private final Deque<Path> made;

    private TemporaryFolder(@Nullable Path folder, Deque<Path> made) {
        this.folder = folder;
        this.made = made;
    }

    /**
     * Sees to it that the engine can make its folder.
     *
     * @throws UnsatisfiedLinkError when it cannot
     */
    static TemporaryFolder ofEngine() {
        Path folder = Settings.temporary();
        Deque<Path> missing = new ArrayDeque<>();
        for (Path path = folder;
                path != null && !Files.exists(path);
                path = path.toAbsolutePath().getParent()) {
            missing.addLast(path);
        }
        if (folder != null) {
            make(folder);
        }
        return new TemporaryFolder(folder, missing);
    }

    private static void make(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw (LinkageError) unusable(folder, e.toString()).initCause(e);
        }
        if (!Files.isWritable(folder)) {
            throw unusable(folder, "it is not writable");
        }
    }

    private static UnsatisfiedLinkError unusable(Path folder, String why) {
        return new UnsatisfiedLinkError("the temporary folder " + folder + " cannot be used: " + why
                + "; name another by the system property java.io.tmpdir");
    }

    /** Removes what the start has left. */
    void clean() {
        if (folder == null) {
            return;
        }
        removeOwn();
        removeAbandoned(folder);
        made.forEach(TemporaryFolder::removeIfEmpty);
    }

    /** Nobody but the engine knows which of the folders is its own. Where it does not tell, it removes it at its end. */
    private static void removeOwn() {
        try {
            Class<?> engine = Class.forName("ai.onnxruntime.OnnxRuntime", false, OrtEnvironment.class.getClassLoader());
            Field field = engine.getDeclaredField("tempDirectory");
            field.setAccessible(true);
            if (field.get(null) instanceof Path own) {
                removeIfEmpty(own);
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.debug("the engine does not tell its temporary folder", e);
        }
    }

    private static void removeAbandoned(Path folder) {
        Instant since = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path path : found) {
                if (Files.getLastModifiedTime(path).toInstant().isBefore(since)) {
                    removeIfEmpty(path);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("cannot look through {}", folder, e);
        }
    }

    private static void removeIfEmpty(Path folder) {
        try {
            if (Files.isDirectory(folder)) {
                Files.delete(folder);
            }
        } catch (IOException e) {
            LOG.debug("{} stays", folder, e);
        }
    }
}
