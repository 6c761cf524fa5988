package io.talkinghead.internal.file;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
     * Prepares the temporary file's name, keeping the target's extension, and makes the target's folder; what killed programs
     * left in that is removed.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when the folder cannot be made or written,
     *     or the target is a folder
     */
    public static AtomicFile open(Path target) {
        AtomicFile file = openNext(target);
        UnfinishedFile.removeAbandoned(file.temporary.resolveSibling(""));
        return file;
    }

    private static AtomicFile openNext(Path target) {
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
        return new AtomicFile(
                absolute,
                UnfinishedFile.in(folder, extension(absolute.getFileName().toString())));
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

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(dot) : "";
    }

    /** Writes a whole file through {@code body}; on any failure the target stays as it was. */
    public static void write(Path target, Body body) {
        write(target, open(target), body);
    }

    /** Writes a whole text file; on any failure the target stays as it was. */
    public static void write(Path target, CharSequence text) {
        write(target, temporary -> Files.writeString(temporary, text));
    }

    /** Writes one of many files of a folder: the folder is not looked through each time for what killed programs left. */
    public static void writeNext(Path target, Body body) {
        write(target, openNext(target), body);
    }

    private static void write(Path target, AtomicFile open, Body body) {
        try (AtomicFile file = open) {
            body.writeTo(file.temporary());
            file.commit();
        } catch (IOException e) {
            throw notWritable(target, e);
        }
    }

    /**
     * Writes several files into a folder: all of them, before the first takes its name. Those that are new are gone again when one
     * cannot take its name; where old ones are replaced, each is the old or the new one whole.
     *
     * @param contents by file name, in the order in which they take their names
     */
    public static void writeAll(Path folder, Map<String, byte[]> contents) {
        List<AtomicFile> files = new ArrayList<>();
        try {
            for (Map.Entry<String, byte[]> content : contents.entrySet()) {
                AtomicFile file = open(folder.resolve(content.getKey()));
                files.add(file);
                Files.write(file.temporary, content.getValue());
            }
            commitAll(files);
        } catch (IOException e) {
            throw notWritable(folder, e);
        } finally {
            files.forEach(AtomicFile::close);
        }
    }

    private static void commitAll(List<AtomicFile> files) throws IOException {
        List<Path> made = new ArrayList<>();
        boolean complete = false;
        try {
            for (AtomicFile file : files) {
                if (!Files.exists(file.target)) {
                    made.add(file.target);
                }
                file.commit();
            }
            complete = true;
        } finally {
            for (Path half : complete ? List.<Path>of() : made) {
                Files.deleteIfExists(half);
            }
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
