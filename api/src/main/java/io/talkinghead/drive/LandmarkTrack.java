package io.talkinghead.drive;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import io.talkinghead.internal.run.JavaMemory;
import io.talkinghead.internal.run.Steps;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Stage;
import io.talkinghead.work.WorkListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * The landmarks of one face over time, as recorded from a video: the motion without the picture.
 *
 * <p>The file is JSON: {@code {"version":2,"fps":25.0,"width":640,"height":480,"times":[...],"frames":[...]}}; each frame is 68
 * points {@code [x,y,z]} or {@code [x,y]} in pixels of the source, or {@code null} where no face was found. The times are whole
 * nanoseconds, growing: when each frame starts, and one more, when the last one ends. Files of version 1 have no times; their
 * frames follow each other evenly.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param framesPerSecond of the frames on average, more than 0, at most 1000
 * @param widthPx of the source the landmarks were measured in
 * @param heightPx of that source
 * @param frames one entry per frame, empty where no face was found
 * @param times when each frame is shown; starts grow
 */
@API(status = API.Status.STABLE, since = "0.1")
public record LandmarkTrack(
        double framesPerSecond, int widthPx, int heightPx, List<Optional<Landmarks>> frames, List<FrameTime> times) {
    /** Checks and copies. */
    public LandmarkTrack {
        checkArgument(FrameRate.allows(framesPerSecond), "fps must be 0 to 1000, not %s", framesPerSecond);
        checkArgument(widthPx > 0 && heightPx > 0, "the source needs positive sides, not %s x %s", widthPx, heightPx);
        frames = List.copyOf(frames);
        times = List.copyOf(times);
        checkArgument(times.size() == frames.size(), "%s frames cannot have %s times", frames.size(), times.size());
        for (int i = 1; i < times.size(); i++) {
            checkArgument(
                    times.get(i).start().compareTo(times.get(i - 1).start()) > 0,
                    "frame %s does not start after the one before it",
                    i);
        }
    }

    /** A track whose frames follow each other evenly. */
    public LandmarkTrack(double framesPerSecond, int widthPx, int heightPx, List<Optional<Landmarks>> frames) {
        this(framesPerSecond, widthPx, heightPx, frames, evenly(frames.size(), framesPerSecond));
    }

    private static List<FrameTime> evenly(int count, double framesPerSecond) {
        checkArgument(FrameRate.allows(framesPerSecond), "fps must be 0 to 1000, not %s", framesPerSecond);
        return IntStream.range(0, count)
                .mapToObj(i -> FrameTime.even(i, framesPerSecond))
                .toList();
    }

    /**
     * Reads a track file.
     *
     * @throws TalkingHeadException {@link ErrorCode#TRACK_INVALID} naming the file, the frame and what is wrong
     */
    public static LandmarkTrack read(Path file) {
        return JavaMemory.enoughFor("the track " + file, () -> new TrackReader(file.toString()).read(file));
    }

    /**
     * Writes a track file, positions rounded to a hundredth of a pixel. An existing file is replaced atomically; if that
     * fails, it stays as it was.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when it cannot be written
     */
    public void write(Path file) {
        TrackWriter.write(this, file);
    }

    /**
     * Records a track to the end of a driver, with its times, and closes it.
     *
     * @param widthPx of the driver's picture
     * @param heightPx of the driver's picture
     * @param listener hears how many frames are done
     * @throws TalkingHeadException {@link ErrorCode#CANCELLED} when it is cancelled, and what the driver throws
     */
    public static LandmarkTrack record(
            PoseStream poses, int widthPx, int heightPx, WorkListener listener, Cancellation cancellation) {
        List<Optional<Landmarks>> frames = new ArrayList<>();
        List<FrameTime> times = new ArrayList<>();
        try (poses) {
            Steps steps = Steps.of(Stage.TRACKING, poses.frameCount(), listener);
            for (Optional<Pose> pose = poses.next(); pose.isPresent(); pose = poses.next()) {
                FrameTime time = pose.get().time();
                times.add(new FrameTime(times.size(), time.start(), time.length()));
                frames.add(pose.get().landmarks());
                steps.reached(frames.size());
                cancellation.check("the tracking");
            }
            return new LandmarkTrack(poses.framesPerSecond(), widthPx, heightPx, frames, times);
        }
    }
}
