package io.talkinghead.drive;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/**
 * What moves a head: a video, pictures, a recorded landmark track, live frames or numbers.
 *
 * <p>In a video or a sequence the face is found once and then followed; a face lost for a moment is searched for where it was.
 *
 * <p>Anyone may implement it: a driver either opens poses that it knows, or gives frames to {@link DriverContext#follow}. For
 * frames {@link #frames} is enough.
 *
 * <p><b>Threading:</b> immutable; may be opened many times, unless its frames are live.
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface Driver {
    /** A video file, with its sound. Needs the video module on the class path. */
    static Driver video(Path file) {
        return new VideoDriver(file);
    }

    /**
     * Pictures as the frames of a video, read one by one.
     *
     * @param framesPerSecond more than 0, at most 1000
     * @throws IllegalArgumentException when there is no picture, or the rate is out of range
     */
    static Driver images(List<Path> files, double framesPerSecond) {
        return new PictureDriver(files, framesPerSecond);
    }

    /** One picture: one frame. Its pose is taken over as it is, since there is no motion in it. */
    static Driver photo(Path file) {
        return images(List.of(file), 1);
    }

    /** A landmark track file. */
    static Driver track(Path file) {
        return new TrackDriver(file);
    }

    /** A landmark track in memory. */
    static Driver track(LandmarkTrack track) {
        return context -> new TrackPoses(track, false);
    }

    /**
     * The person's own landmarks over time, shown as they are: what {@link io.talkinghead.Animation#track} has recorded, edited or not.
     *
     * @param track in pixels of the person's neutral photo
     */
    static Driver placed(LandmarkTrack track) {
        return context -> new TrackPoses(track, true);
    }

    /**
     * Live frames, such as a webcam's: the neutral face is chosen from the first second. A frame's time is when it came; where a
     * camera tells better, give its frames to {@link #frames}.
     *
     * @param frames returns the next frame, waiting for it, or nothing at the end. It is called by a separate thread, one call at a
     *     time. That thread is interrupted if the animation is cancelled or closed while it waits for a frame, and the animation
     *     does not wait for it then
     * @param framesPerSecond about how many come; more than 0, at most 1000
     * @throws IllegalArgumentException when the rate is out of range
     */
    static Driver live(Supplier<Optional<Frame>> frames, double framesPerSecond) {
        double rate = FrameRate.checked(framesPerSecond);
        return context -> context.follow(new LiveFrames(frames, rate, context.cancellation()));
    }

    /**
     * Frames from anywhere, in which a face is followed.
     *
     * @param frames opens them, each time the driver is played
     * @param name what to call them in errors
     */
    static Driver frames(Supplier<? extends FrameStream> frames, String name) {
        return new FrameDriver(frames, name);
    }

    /** A face by numbers: one frame. */
    static Driver parameters(FaceParameters parameters) {
        return new ParameterDriver(new KeyedParameters(new TreeMap<>(Map.of(Duration.ZERO, parameters))), 1);
    }

    /**
     * A face by numbers that change as time goes by, eased from key to key; the first counts before it. It ends with the last key.
     *
     * @param keys what is to be seen at which time, not negative
     * @param framesPerSecond more than 0, at most 1000
     * @throws IllegalArgumentException when there is no key, one lies before the start, or the rate is out of range
     */
    static Driver parameters(SortedMap<Duration, FaceParameters> keys, double framesPerSecond) {
        return new ParameterDriver(new KeyedParameters(keys), FrameRate.checked(framesPerSecond));
    }

    /**
     * A face by numbers that anyone may change while it plays, such as sliders; it is live, and ends only when the animation is
     * cancelled or closed.
     *
     * <pre>{@code
     * var sliders = new java.util.concurrent.atomic.AtomicReference<>(FaceParameters.NEUTRAL);
     * Animation animation = head.animate(Driver.parameters(sliders::get, 30));
     * }</pre>
     *
     * @param parameters tells what is to be seen now, at once; called by the thread that asks for frames, before each
     * @param framesPerSecond how many are wanted, more than 0, at most 1000; fewer come where rendering takes longer
     * @throws IllegalArgumentException when the rate is out of range
     */
    static Driver parameters(Supplier<FaceParameters> parameters, double framesPerSecond) {
        return new ParameterDriver(new LiveParameters(parameters), FrameRate.checked(framesPerSecond));
    }

    /**
     * Returns this driver with every frame edited after its motion was made the person's.
     *
     * <pre>{@code
     * FaceParameters smile = FaceParameters.of(Expression.NEUTRAL.with(FaceControl.SMILE, 0.5));
     * Animation smiling = head.animate(driver.edited(smile::applyTo));
     * }</pre>
     *
     * @param edit is given the person's landmarks, in pixels of the neutral photo, and returns others
     */
    default Driver edited(UnaryOperator<Landmarks> edit) {
        return new PlacedDriver(this, edit);
    }

    /** Starts playing. */
    PoseStream open(DriverContext context);

    /** Returns what to call it in errors: its file, where there is one. */
    default String name() {
        return "the driver";
    }

    /** Returns the file whose sound belongs to the motion, if any. */
    default Optional<Path> sound() {
        return Optional.empty();
    }

    /** Returns the files it reads, which no result is written over; none if it reads no files. */
    default List<Path> files() {
        return sound().map(List::of).orElse(List.of());
    }
}
