package io.talkinghead;

import static com.google.common.base.Preconditions.checkState;

import io.talkinghead.drive.Driver;
import io.talkinghead.drive.FrameStream.TimedFrame;
import io.talkinghead.drive.FrameTime;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.drive.PoseStream;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.internal.file.InputFiles;
import io.talkinghead.internal.file.ReplacedFiles;
import io.talkinghead.internal.file.UnfinishedFile;
import io.talkinghead.internal.head.Head;
import io.talkinghead.internal.play.DriverFaces;
import io.talkinghead.internal.play.PlayRules;
import io.talkinghead.internal.play.PlayedHead;
import io.talkinghead.internal.play.PlayedPerson;
import io.talkinghead.internal.play.Playing;
import io.talkinghead.internal.run.JavaMemory;
import io.talkinghead.internal.run.Steps;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoWriter;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Stage;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A head following a driver: frames made one at a time, as they are asked for. It plays once. The driver is opened by the first call
 * that needs it and closed at the end, by {@link #close()} or when a failure is thrown; {@code writeTo}, {@code writePngs} and
 * {@code forEach} close it themselves.
 *
 * <p><b>Errors:</b> {@link ErrorCode#DRIVER_WITHOUT_FACE} when the driver never shows a face, {@link ErrorCode#NO_FACE} for
 * a frame without one under {@link io.talkinghead.face.NoFacePolicy#FAIL}, {@link ErrorCode#VIDEO_UNREADABLE} and the like
 * for a damaged driver, {@link ErrorCode#CANCELLED} after {@link #cancel()}, when the cancellation of the options is cancelled, or
 * after an interrupt of the working thread. Frames completed before are kept, where they were handed out.
 *
 * <p><b>Threading:</b> one thread at a time; {@link #cancel()} from any.
 *
 * <pre>{@code
 * try (Stream<Frame> frames = head.animate(Driver.video(Path.of("speech.mp4"))).frames()) {
 *     frames.limit(100).forEach(this::show);
 * }
 * }</pre>
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class Animation implements AutoCloseable {
    private final Head head;
    private final InputFiles inputs;
    private final Driver driver;
    private final AnimationOptions options;
    private final Cancellation cancellation;
    private @Nullable Playing playing;
    private boolean played;
    private boolean closed;

    Animation(Head head, InputFiles inputs, Driver driver, AnimationOptions options) {
        this.head = head;
        this.inputs = inputs.with(driver.files());
        this.driver = driver;
        this.options = options;
        cancellation = options.cancellation().map(Cancellation::new).orElseGet(Cancellation::new);
    }

    /** Returns the frames per second of the driver, on average where they vary. */
    public double framesPerSecond() {
        return playing().framesPerSecond();
    }

    /** Returns the number of the driver's frames, if known; for a video it may be an estimate. */
    public OptionalLong frameCount() {
        return playing().frameCount();
    }

    /**
     * Returns the frames as a sequential stream, which makes them as they are asked for. Closing the stream closes the animation, and
     * so does its end; with an operation that may stop earlier, such as {@code limit} or {@code findFirst}, use the stream in a
     * {@code try}. Its size is estimated by {@link #frameCount()}.
     *
     * @throws IllegalStateException when the frames were asked for before, or after {@link #close()}
     */
    public Stream<Frame> frames() {
        return timedFrames().map(TimedFrame::frame);
    }

    /**
     * Returns the frames as {@link #frames()} does, each with its time in the driver.
     *
     * @throws IllegalStateException when the frames were asked for before, or after {@link #close()}
     */
    public Stream<TimedFrame> timedFrames() {
        PlayedFrames frames = played();
        long estimate = frameCount().orElse(Long.MAX_VALUE);
        Spliterator<TimedFrame> each =
                new Spliterators.AbstractSpliterator<>(estimate, Spliterator.ORDERED | Spliterator.NONNULL) {
                    @Override
                    public boolean tryAdvance(Consumer<? super TimedFrame> action) {
                        Optional<TimedFrame> next = frames.next();
                        next.ifPresent(action);
                        return next.isPresent();
                    }
                };
        return StreamSupport.stream(each, false).onClose(this::close);
    }

    /**
     * Makes all frames and hands out each, then closes the animation; it does so, too, when {@code action} throws.
     *
     * @throws IllegalStateException when the frames were asked for before, or after {@link #close()}
     */
    public void forEach(Consumer<? super Frame> action) {
        try (this) {
            PlayedFrames frames = played();
            for (Optional<TimedFrame> next = frames.next(); next.isPresent(); next = frames.next()) {
                action.accept(next.get().frame());
            }
        }
    }

    /**
     * Writes a video file with the driver's sound, each frame at its time in the driver; the format follows the extension: mp4, webm
     * or gif (which has no sound). Of a driver with one frame, such as {@link Driver#photo}, png writes a picture. An existing file
     * is replaced atomically once the new one is complete, and told in the log.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_IS_INPUT}, before any work, when the driver or the head was made from that
     *     file, {@link ErrorCode#VIDEO_MODULE_MISSING} without the video module on the class path,
     *     {@link ErrorCode#OUTPUT_NOT_WRITABLE} when the extension is unknown, a picture is asked for but there are more frames, or the
     *     file cannot be written; nothing half-written is left behind
     */
    public void writeTo(Path video) {
        try (this) {
            inputs.checkFile(video);
            ReplacedFiles.tell(video);
            if (video.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
                writePicture(video);
                return;
            }
            PlayedFrames frames = played();
            TimedFrame first = frames.next().orElseThrow(this::noFrames);
            VideoFormat format =
                    new VideoFormat(first.frame().widthPx(), first.frame().heightPx(), framesPerSecond());
            Path sound = driver.sound().orElse(null);
            try (VideoWriter writer = Backends.videos().openWriter(video, format, sound)) {
                for (Optional<TimedFrame> next = Optional.of(first); next.isPresent(); next = frames.next()) {
                    FrameTime time = next.get().time();
                    writer.write(next.get().frame(), time.start(), time.length());
                }
                writer.finish();
            }
        } catch (OutOfMemoryError e) {
            throw JavaMemory.tooLittleFor("writing " + video, e);
        }
    }

    private void writePicture(Path picture) {
        PlayedFrames frames = played();
        TimedFrame only = frames.next().orElseThrow(this::noFrames);
        if (frames.next().isPresent()) {
            throw new TalkingHeadException(
                    ErrorCode.OUTPUT_NOT_WRITABLE,
                    "cannot write " + picture + ": " + driver.name()
                            + " gives more than the one frame that a .png file holds;"
                            + " give a .mp4, .webm or .gif file, or a folder for pictures");
        }
        ImageFiles.write(picture, only.frame());
    }

    /**
     * Writes {@code 00000.png}, {@code 00001.png} ... into a folder, which is made if needed. Under
     * {@link io.talkinghead.face.NoFacePolicy#SKIP} the numbers of frames left out are missing. Existing
     * pictures of these names are replaced, each atomically, and a folder that is not empty is told in the log.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_IS_INPUT}, before any work, when the folder contains a file that the driver
     *     or the head was made from, {@link ErrorCode#OUTPUT_NOT_WRITABLE} when a file cannot be written; pictures completed
     *     before stay
     */
    public void writePngs(Path folder) {
        try (this) {
            inputs.checkFolder(folder);
            ReplacedFiles.tell(folder);
            PlayedFrames frames = played();
            Optional<TimedFrame> next = frames.next();
            // Before the folder is made: a bad driver leaves nothing behind, not even that.
            if (next.isEmpty()) {
                throw noFrames();
            }
            AtomicFile.makeFolder(folder);
            UnfinishedFile.removeAbandoned(folder);
            for (; next.isPresent(); next = frames.next()) {
                String name =
                        String.format(Locale.ROOT, "%05d.png", next.get().time().index());
                Frame frame = next.get().frame();
                AtomicFile.writeNext(folder.resolve(name), temporary -> {
                    try (OutputStream out = Files.newOutputStream(temporary)) {
                        ImageFiles.encode("png", frame, out);
                    }
                });
            }
        }
    }

    /**
     * Records the person's landmarks instead of rendering them, and closes the animation. A track can be looked at, edited frame by frame
     * and shown by {@link Driver#placed}, or written to a file. Frames without a face are empty.
     *
     * @return landmarks in pixels of the person's neutral photo
     * @throws IllegalStateException when the frames were asked for before, or after {@link #close()}
     */
    public LandmarkTrack track() {
        try (this) {
            Playing source = playing();
            begin();
            Frame photo =
                    head.person().photos().get(head.person().neutralPhoto()).picture();
            return LandmarkTrack.record(
                    source.placed(), photo.widthPx(), photo.heightPx(), options.progress(), cancellation);
        }
    }

    private TalkingHeadException noFrames() {
        return new TalkingHeadException(
                ErrorCode.DRIVER_WITHOUT_FACE,
                driver.name() + " gave no frames; give a video, pictures or a track with some");
    }

    /**
     * Makes the work end with {@link ErrorCode#CANCELLED} at the next frame, or, when a live driver gives none, soon. It ends this
     * animation alone, whoever shares the cancellation of its options.
     */
    public void cancel() {
        cancellation.cancel();
    }

    /** Closes the driver. Idempotent. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (playing != null) {
            playing.close();
        }
    }

    private Playing playing() {
        if (playing == null) {
            checkState(!closed, "this animation is closed");
            PlayRules rules = new PlayRules(
                    driver.name(),
                    options.motion(),
                    options.noFace(),
                    options.smoothing(),
                    options.neutralAt(),
                    options.strength());
            playing = new Playing(following(head), open(rules), rules, cancellation);
        }
        return playing;
    }

    private static PlayedHead following(Head head) {
        return new PlayedHead(head.neutralLandmarks(), head::render, head.threads() == 1);
    }

    private PoseStream open(PlayRules rules) {
        return driver.open(new DriverFaces(
                head.analyzer(),
                options.face(),
                file -> Backends.videos().openReader(file),
                Optional.of(new PlayedPerson(head.neutralLandmarks(), rules)),
                cancellation));
    }

    /** Begins to play, once. */
    private PlayedFrames played() {
        Playing source = playing();
        begin();
        return new PlayedFrames(source);
    }

    private void begin() {
        checkState(!played, "an animation plays once; call animate again");
        played = true;
    }

    /** The frames one after the other; the end and every failure close the animation. */
    private final class PlayedFrames {
        private final Playing source;
        private final Steps rendered;
        private boolean ended;

        PlayedFrames(Playing source) {
            this.source = source;
            rendered = Steps.of(Stage.RENDERING, source.frameCount(), options.progress());
        }

        Optional<TimedFrame> next() {
            if (ended) {
                return Optional.empty();
            }
            try {
                checkState(!closed, "this animation is closed");
                // Frames rendered ahead are not handed out by a head that is closed.
                head.checkOpen();
                Optional<TimedFrame> frame = source.next();
                if (frame.isEmpty()) {
                    ended = true;
                    close();
                } else {
                    rendered.done();
                }
                return frame;
            } catch (OutOfMemoryError e) {
                close();
                throw JavaMemory.tooLittleFor("the next frame", e);
            } catch (RuntimeException | Error e) {
                close();
                throw e;
            }
        }
    }
}
