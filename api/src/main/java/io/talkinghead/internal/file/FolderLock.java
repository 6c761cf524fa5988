package io.talkinghead.internal.file;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other programs, and this one a second time, from writing into a folder. It ends with its program, however that ends.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class FolderLock implements AutoCloseable {
    private static final String FILE = ".lock";

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Locks a folder that exists, until the lock is closed.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when it is locked already or cannot be written
     */
    public static FolderLock open(Path folder) {
        try {
            FileChannel channel = FileChannel.open(
                    folder.resolve(FILE),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
            if (held(channel) == null) {
                channel.close();
                throw new TalkingHeadException(
                        ErrorCode.OUTPUT_NOT_WRITABLE,
                        "cannot write into " + folder
                                + ": it is being written already; wait for the other one, or choose another folder");
            }
            return new FolderLock(folder, channel);
        } catch (IOException e) {
            throw notWritable(folder, e);
        }
    }

    private static @Nullable FileLock held(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ignored) {
            // This program itself holds it.
            return null;
        }
    }

    private static TalkingHeadException notWritable(Path folder, IOException cause) {
        return new TalkingHeadException(
                ErrorCode.OUTPUT_NOT_WRITABLE,
                "cannot write into " + folder + ": " + cause + "; check the folder's rights and the free disk space",
                cause);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw notWritable(folder, e);
        }
    }
}
