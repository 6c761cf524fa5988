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
        FrameRate.checked(framesPerSecond);
        files = List.copyOf(files);
    }

    @Override
    public PoseStream open(DriverContext context) {
        return context.follow(new PictureFrames(files, framesPerSecond));
    }

    @Override
    public String name() {
        String first = files.get(0).toString();
        return files.size() == 1 ? first : first + " to " + files.get(files.size() - 1);
    }
}
