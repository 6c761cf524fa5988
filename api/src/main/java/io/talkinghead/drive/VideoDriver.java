package io.talkinghead.drive;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A video file.
 *
 * @param file the file
 */
record VideoDriver(Path file) implements Driver {
    @Override
    public PoseStream open(DriverContext context) {
        return context.follow(context.video(file));
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public Optional<Path> sound() {
        return Optional.of(file);
    }
}
