package io.talkinghead;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.AbstractIterator;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.DriverContext;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.internal.run.Steps;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoWriter;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Stage;
import io.talkinghead.work.WorkListener;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A head following a driver: frames made one at a time, as they are asked for. It plays once. The driver is opened by
 * the first call that needs it and closed at the end, by {@link #close()} or when a failure is thrown; {@code writeTo},
 * {@code writePngs} and {@code forEach} close it themselves.
 *
 * <p><b>Errors:</b> {@link ErrorCode#DRIVER_WITHOUT_FACE} when the driver never shows a face, {@link ErrorCode#NO_FACE} for
 * a frame without one under {@link io.talkinghead.face.NoFacePolicy#FAIL}, {@link ErrorCode#VIDEO_UNREADABLE} and the like
 * for a damaged driver, {@link ErrorCode#CANCELLED} after {@link #cancel()} or an interrupt of the working thread.
 *
 * <p><b>Threading:</b> one thread at a time; {@link #cancel()} from any.
 *
 * <pre>{@code
 * try (Animation animation = head.animate(Driver.video(Path.of("speech.mp4")))) {
 *     for (Frame frame : animation) {
 *         show(frame);
 *     }
 * }
 * }</pre>
 */
public final class Animation implements Iterable<Frame>, AutoCloseable {
    private final TalkingHead head;
    private final Driver driver;
    private final AnimationOptions options;
    private final DriverContext context;
    private WorkListener listener = WorkListener.NONE;
    private @Nullable Performance performance;
    private boolean iterated;
    private boolean closed;
    private final Cancellation cancellation = new Cancellation();

    Animation(TalkingHead head, Driver driver, AnimationOptions options, DriverContext context) {
        this.head = head;
        this.driver = driver;
        this.options = options;
        this.context = context;
    }

    /** Returns the frames per second of the driver. */
    public double framesPerSecond() {
        return performance().framesPerSecond();
    }

    /** Returns the number of the driver's frames, where it tells. */
    public OptionalLong frameCount() {
        return performance().frameCount();
    }

    /** Sets who hears of every frame rendered; returns this. */
    public Animation onProgress(WorkListener newListener) {
        listener = newListener;
        return this;
    }

    /**
     * Returns the frames.
     *
     * @throws IllegalStateException when asked a second time
     */
    @Override
    public Iterator<Frame> iterator() {
        Iterator<Performance.Shot> shots = shots();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return shots.hasNext();
            }

            @Override
            public Frame next() {
                return shots.next().frame();
            }
        };
    }

    @Override
    public void forEach(Consumer<? super Frame> action) {
        try (this) {
            iterator().forEachRemaining(action);
        }
    }

    /** Returns the frames as a sequential stream; closing the stream closes the animation. */
    public Stream<Frame> stream() {
        int traits = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator(), traits), false)
                .onClose(this::close);
    }

    /**
     * Writes a video file with the driver's sound; the format follows the extension: mp4, webm or gif (which has no sound).
     *
     * @throws TalkingHeadException {@link ErrorCode#VIDEO_MODULE_MISSING} without the video module on the class path,
     *     {@link ErrorCode#OUTPUT_NOT_WRITABLE} when the file cannot be written; nothing half-written is left behind
     */
    public void writeTo(Path video) {
        try (this) {
            Iterator<Performance.Shot> shots = shots();
            if (!shots.hasNext()) {
                throw noFrames();
            }
            Performance.Shot shot = shots.next();
            VideoFormat format =
                    new VideoFormat(shot.frame().widthPx(), shot.frame().heightPx(), framesPerSecond());
            Path sound = driver.sound().orElse(null);
            try (VideoWriter writer = head.videos().openWriter(video, format, sound)) {
                writer.write(shot.frame(), shot.index());
                while (shots.hasNext()) {
                    shot = shots.next();
                    writer.write(shot.frame(), shot.index());
                }
                writer.finish();
            }
        }
    }

    /**
     * Writes {@code 00000.png}, {@code 00001.png} ... into a folder, which is made if needed. Under
     * {@link io.talkinghead.face.NoFacePolicy#SKIP} the numbers of frames left out are missing.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when a file cannot be written; pictures completed
     *     before stay
     */
    public void writePngs(Path folder) {
        try (this) {
            Iterator<Performance.Shot> shots = shots();
            // Before the folder is made: a bad driver leaves nothing behind, not even that.
            if (!shots.hasNext()) {
                throw noFrames();
            }
            AtomicFile.makeFolder(folder);
            while (shots.hasNext()) {
                Performance.Shot shot = shots.next();
                String name = String.format(Locale.ROOT, "%05d.png", shot.index());
                ImageFiles.write(folder.resolve(name), shot.frame());
            }
        }
    }

    private TalkingHeadException noFrames() {
        return new TalkingHeadException(
                ErrorCode.DRIVER_WITHOUT_FACE,
                driver.name() + " gave no frames; give a video, pictures or a track with some");
    }

    /** Makes the work end with {@link ErrorCode#CANCELLED} at the next frame. */
    public void cancel() {
        cancellation.cancel();
    }

    /** Closes the driver. Idempotent. */
    @Override
    public void close() {
        closed = true;
        if (performance != null) {
            performance.close();
        }
    }

    private Performance performance() {
        if (performance == null) {
            checkState(!closed, "this animation is closed");
            performance = new Performance(head, driver.name(), driver.open(context), options);
        }
        return performance;
    }

    private Iterator<Performance.Shot> shots() {
        Performance source = performance();
        checkState(!iterated, "an animation plays once; call animate again");
        iterated = true;
        return new AbstractIterator<>() {
            private final Steps rendered = Steps.of(Stage.RENDERING, source.frameCount(), listener);

            @Override
            protected Performance.@Nullable Shot computeNext() {
                checkState(!closed, "this animation is closed");
                try {
                    Performance.Shot shot = source.next(() -> cancellation.check("the animation"));
                    if (shot == null) {
                        close();
                        return endOfData();
                    }
                    rendered.done();
                    return shot;
                } catch (RuntimeException | Error e) {
                    close();
                    throw e;
                }
            }
        };
    }
}
