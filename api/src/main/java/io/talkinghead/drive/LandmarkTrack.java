package io.talkinghead.drive;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import io.talkinghead.internal.run.Steps;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Stage;
import io.talkinghead.work.WorkListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The landmarks of one face over time, as recorded from a video: the motion without the picture.
 *
 * <p>The file is JSON: {@code {"version":1,"fps":25.0,"width":640,"height":480,"frames":[...]}}; each frame is 68 points
 * {@code [x,y,z]} or {@code [x,y]} in pixels of the source, or {@code null} where no face was found.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param framesPerSecond of the frames, more than 0, at most 1000
 * @param widthPx of the source the landmarks were measured in
 * @param heightPx of that source
 * @param frames one entry per frame, empty where no face was found
 */
@API(status = API.Status.STABLE, since = "0.1")
public record LandmarkTrack(double framesPerSecond, int widthPx, int heightPx, List<Optional<Landmarks>> frames) {
    /** Checks and copies. */
    public LandmarkTrack {
        checkArgument(FrameRate.allows(framesPerSecond), "fps must be 0 to 1000, not %s", framesPerSecond);
        checkArgument(widthPx > 0 && heightPx > 0, "the source needs positive sides, not %s x %s", widthPx, heightPx);
        frames = List.copyOf(frames);
    }

    /**
     * Reads a track file.
     *
     * @throws TalkingHeadException {@link ErrorCode#TRACK_INVALID} naming the file, the frame and what is wrong
     */
    public static LandmarkTrack read(Path file) {
        return new TrackReader(file.toString()).read(file);
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
     * Records a track to the end of a driver and closes it. Frames missing from its count are recorded as without a face.
     *
     * @param widthPx of the driver's picture
     * @param heightPx of the driver's picture
     * @param listener hears how many frames are done
     * @throws TalkingHeadException {@link ErrorCode#CANCELLED} when it is cancelled, and what the driver throws
     */
    public static LandmarkTrack record(
            PoseStream poses, int widthPx, int heightPx, WorkListener listener, Cancellation cancellation) {
        List<Optional<Landmarks>> frames = new ArrayList<>();
        try (poses) {
            Steps steps = Steps.of(Stage.TRACKING, poses.frameCount(), listener);
            for (Optional<Pose> pose = poses.next(); pose.isPresent(); pose = poses.next()) {
                while (frames.size() < pose.get().index()) {
                    frames.add(Optional.empty());
                }
                frames.add(pose.get().landmarks());
                steps.reached(frames.size());
                cancellation.check("the tracking");
            }
            return new LandmarkTrack(poses.framesPerSecond(), widthPx, heightPx, frames);
        }
    }
}
