package io.talkinghead.file;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * A file in the making: written under a temporary name beside its target and moved there when complete, so that
 * a reader sees the old file or the whole new one. Closed without {@link #commit()}, it leaves nothing behind.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
public final class AtomicFile implements AutoCloseable {
    private final Path target;
    private final Path temporary;
    private boolean committed;

    private AtomicFile(Path target, Path temporary) {
        this.target = target;
        this.temporary = temporary;
    }

    /**
     * Prepares the temporary file's name, keeping the target's extension, and makes the target's folder.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when the folder cannot be made or written,
     *     or the target is a folder
     */
    public static AtomicFile open(Path target) {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null || Files.isDirectory(absolute)) {
            throw new TalkingHeadException(
                    ErrorCode.OUTPUT_NOT_WRITABLE, "cannot write " + target + ": it is a folder; give a file name");
        }
        makeFolder(folder, target);
        if (!Files.isWritable(folder)) {
            throw new TalkingHeadException(
                    ErrorCode.OUTPUT_NOT_WRITABLE,
                    "cannot write " + target + ": the folder " + folder + " is not writable; choose another");
        }
        String name = absolute.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 ? name.substring(dot) : "";
        String unique = UUID.randomUUID().toString().substring(0, 8);
        return new AtomicFile(absolute, folder.resolve("." + name + "." + unique + extension));
    }

    /**
     * Makes a folder to write into, with those above it, unless it is there.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when it cannot be made
     */
    public static void makeFolder(Path folder) {
        makeFolder(folder, folder);
    }

    private static void makeFolder(Path folder, Path target) {
        // Before JDK 20 createDirectories refuses a link to a folder.
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw notWritable(target, e);
        }
    }

    /** Writes a whole file through {@code body}; on any failure the target stays as it was. */
    public static void write(Path target, Body body) {
        try (AtomicFile file = open(target)) {
            body.writeTo(file.temporary());
            file.commit();
        } catch (IOException e) {
            throw notWritable(target, e);
        }
    }

    /** Returns where to write. The file does not exist yet. */
    public Path temporary() {
        return temporary;
    }

    /**
     * Moves the finished file to its target, replacing what was there.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when it cannot be moved
     */
    public void commit() {
        try {
            try {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
            }
            committed = true;
        } catch (IOException e) {
            throw notWritable(target, e);
        }
    }

    @Override
    public void close() {
        if (committed) {
            return;
        }
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw notWritable(target, e);
        }
    }

    private static TalkingHeadException notWritable(Path target, IOException cause) {
        return new TalkingHeadException(
                ErrorCode.OUTPUT_NOT_WRITABLE,
                "cannot write " + target + ": " + cause + "; check the folder's rights and the free disk space",
                cause);
    }

    /** Writes the content of a file to the path it is given. */
    @FunctionalInterface
    public interface Body {
        /** Writes everything, or throws. */
        void writeTo(Path temporary) throws IOException;
    }
}
