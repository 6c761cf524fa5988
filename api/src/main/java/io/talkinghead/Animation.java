package io.talkinghead;

import io.talkinghead.image.Frame;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A head following a driver: frames made one at a time, as they are asked for. It plays once.
 *
 * <p><b>Threading:</b> one thread at a time; {@link #cancel()} from any.
 */
public final class Animation implements Iterable<Frame>, AutoCloseable {
    Animation() {}

    /** Returns the frames per second. */
    public double framesPerSecond() {
        throw new UnsupportedOperationException();
    }

    /** Returns the number of frames, where the driver tells. */
    public OptionalLong frameCount() {
        throw new UnsupportedOperationException();
    }

    /** Hears of every frame rendered. */
    public Animation onProgress(ProgressListener listener) {
        throw new UnsupportedOperationException(listener.toString());
    }

    @Override
    public Iterator<Frame> iterator() {
        throw new UnsupportedOperationException();
    }

    /** Returns the frames as a stream; closing the stream closes the animation. */
    public Stream<Frame> stream() {
        throw new UnsupportedOperationException();
    }

    /** Writes a video file (mp4, webm, gif), with the driver's sound. */
    public void writeTo(Path video) {
        throw new UnsupportedOperationException(video.toString());
    }

    /** Writes {@code 00000.png}, {@code 00001.png} ... into a folder. */
    public void writePngs(Path folder) {
        throw new UnsupportedOperationException(folder.toString());
    }

    /** Makes the work end with {@link io.talkinghead.error.ErrorCode#CANCELLED} at the next frame. */
    public void cancel() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
