package io.talkinghead.testkit;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apiguardian.api.API;

/**
 * A folder seen through a file system that fails when it is told to: it is full from the n-th write on, or cannot be read from the
 * n-th read on. What a write is: making a file or a folder, putting bytes into one, and giving it another name; of the write that
 * fails, half the bytes arrive. Removing always works, as it does on a full disk, and so does giving another name once the disk is
 * full, which hardly needs any room. A read is opening a file, taking bytes from it, and listing a folder.
 *
 * <p><b>Threading:</b> any number of threads.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FaultyDisk {
    private final FaultyFileSystem files = new FaultyFileSystem(this);
    private final Path folder;
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();
    private volatile long goodWrites = Long.MAX_VALUE;
    private volatile long goodReads = Long.MAX_VALUE;

    private FaultyDisk(Path folder) {
        this.folder = folder;
    }

    /** Looks at a folder of any other file system; it has no faults yet. */
    public static FaultyDisk of(Path folder) {
        return new FaultyDisk(folder);
    }

    /** Returns the folder as it is seen through this file system. */
    public Path folder() {
        return files.wrap(folder);
    }

    /** Lets so many writes succeed from now on, and none after them. */
    public void fullAfter(long good) {
        checkArgument(good >= 0, "not %s writes", good);
        writes.set(0);
        goodWrites = good;
    }

    /** Lets so many reads succeed from now on, and none after them. */
    public void unreadableAfter(long good) {
        checkArgument(good >= 0, "not %s reads", good);
        reads.set(0);
        goodReads = good;
    }

    /** Lets everything succeed from now on. */
    public void mend() {
        fullAfter(Long.MAX_VALUE);
        unreadableAfter(Long.MAX_VALUE);
    }

    /** Tells whether a write or a read has failed since the fault was asked for. */
    public boolean hasFailed() {
        return writes.get() > goodWrites || reads.get() > goodReads;
    }

    /** Returns how many files and folders are open for reading or writing; locks do not count. */
    public int open() {
        return open.get();
    }

    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    /** Tells whether one more write succeeds. */
    boolean takesWrite() {
        return writes.incrementAndGet() <= goodWrites;
    }

    void checkWrite(Path file) throws IOException {
        if (!takesWrite()) {
            throw full(file);
        }
    }

    /** Fails when it is this that the disk has no room for, but not later. */
    void checkRename(Path file) throws IOException {
        if (writes.incrementAndGet() == goodWrites + 1) {
            throw full(file);
        }
    }

    static IOException full(Path file) {
        return new FileSystemException(file.toString(), null, "No space left on device");
    }

    void checkRead(Path file) throws IOException {
        if (reads.incrementAndGet() > goodReads) {
            throw new FileSystemException(file.toString(), null, "Input/output error");
        }
    }
}
