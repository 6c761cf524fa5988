package io.talkinghead.drive;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.file.Path;
import java.util.List;

/**
 * Pictures as the frames of a video.
 *
 * @param files at least one
 * @param framesPerSecond more than 0
 */
record PictureDriver(List<Path> files, double framesPerSecond) implements Driver {
    PictureDriver {
        checkArgument(!files.isEmpty(), "at least one picture is needed");
        checkArgument(
                framesPerSecond > 0 && framesPerSecond <= MAX_FRAMES_PER_SECOND,
                "frames per second must be above 0, at most %s, not %s",
                MAX_FRAMES_PER_SECOND,
                framesPerSecond);
        files = List.copyOf(files);
    }

    @Override
    public PoseStream open(DriverContext context) {
        return new AheadPoses(TrackedPoses.of(new PictureFrames(files), framesPerSecond, context));
    }

    @Override
    public String name() {
        String first = files.get(0).toString();
        return files.size() == 1 ? first : first + " to " + files.get(files.size() - 1);
    }
}
