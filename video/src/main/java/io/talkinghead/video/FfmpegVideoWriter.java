package io.talkinghead.video;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import io.talkinghead.drive.FrameTime;
import io.talkinghead.image.Frame;
import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoWriter;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes MP4, WebM and GIF files.
 *
 * <p>After a failure the writer is closed and its temporary file removed.
 *
 * <p><b>Threading:</b> a lock admits one thread at a time.
 */
final class FfmpegVideoWriter implements VideoWriter {
    private final VideoFormat format;
    private final AtomicFile file;
    private final Recording recording;
    private final NativeStatus status;
    /** Fair, so that who writes without pause does not keep who closes waiting. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private @Nullable Duration last;
    private boolean closed;

    private FfmpegVideoWriter(VideoFormat format, AtomicFile file, Recording recording, NativeStatus status) {
        this.status = status;
        this.format = format;
        this.file = file;
        this.recording = recording;
    }

    static FfmpegVideoWriter open(Path target, VideoFormat format, @Nullable Path soundFrom) {
        NativeStatus status = NativeStatus.writing(target);
        if (target.getFileSystem() != FileSystems.getDefault()) {
            throw status.failure("it is not on the machine's own file system");
        }
        OutputFormat output = OutputFormat.from(target, status);
        AtomicFile file = AtomicFile.open(target);
        try {
            return new FfmpegVideoWriter(
                    format, file, Recording.open(file.temporary(), output, format, soundFrom, status), status);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void write(Frame frame, long index) {
        FrameTime time = FrameTime.even(index, format.framesPerSecond());
        write(frame, time.start(), time.length());
    }

    @Override
    public void write(Frame frame, Duration start, Duration length) {
        locked(() -> writeNext(frame, start, length));
    }

    private void writeNext(Frame frame, Duration start, Duration length) {
        checkState(!closed, "the writer is closed");
        checkArgument(
                frame.widthPx() == format.widthPx() && frame.heightPx() == format.heightPx(),
                "the frame has %s x %s px, the video %s x %s",
                frame.widthPx(),
                frame.heightPx(),
                format.widthPx(),
                format.heightPx());
        checkArgument(!start.isNegative(), "a frame cannot start before the video: %s", start);
        checkArgument(last == null || start.compareTo(last) > 0, "times must grow, but %s comes after %s", start, last);
        checkArgument(length.compareTo(Duration.ZERO) > 0, "a frame must be shown for some time, not %s", length);
        guarded(() -> recording.write(frame, start, length));
        last = start;
    }

    @Override
    public void finish() {
        locked(this::finishFile);
    }

    private void finishFile() {
        checkState(!closed, "the writer is closed");
        checkState(last != null, "a video needs a frame before it can be finished");
        guarded(() -> {
            recording.finish();
            // Windows moves no file that is open; the sound may come from the very file that is replaced.
            recording.close();
            label();
            file.commit();
        });
        release();
    }

    private void label() {
        try {
            recording.label(file.temporary());
        } catch (IOException e) {
            throw status.failure("completing the file failed: " + e);
        }
    }

    private void guarded(Runnable step) {
        boolean done = false;
        try {
            step.run();
            done = true;
        } finally {
            if (!done) {
                release();
            }
        }
    }

    @Override
    public void close() {
        locked(this::release);
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private void release() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            recording.close();
        } finally {
            file.close();
        }
    }
}
