package io.talkinghead.drive;

import java.nio.file.Path;
import java.util.List;

/**
 * A landmark track file.
 *
 * @param file the file
 */
record TrackDriver(Path file) implements Driver {
    @Override
    public PoseStream open(DriverContext context) {
        return new TrackPoses(LandmarkTrack.read(file), false);
    }

    @Override
    public List<Path> files() {
        return List.of(file);
    }

    @Override
    public String name() {
        return file.toString();
    }
}
