package io.talkinghead.drive;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What moves a head.
 *
 * <p><b>Threading:</b> immutable; may be opened many times.
 */
public interface Driver {
    /** A video file: its sound goes along. */
    static Driver video(Path file) {
        throw new UnsupportedOperationException(file.toString());
    }

    /** Pictures as the frames of a video. */
    static Driver images(List<Path> files, double framesPerSecond) {
        throw new UnsupportedOperationException(files + "" + framesPerSecond);
    }

    /** One picture: one frame. */
    static Driver photo(Path file) {
        throw new UnsupportedOperationException(file.toString());
    }

    /** A landmark track file. */
    static Driver track(Path file) {
        throw new UnsupportedOperationException(file.toString());
    }

    /** A landmark track in memory. */
    static Driver track(LandmarkTrack track) {
        throw new UnsupportedOperationException(track.toString());
    }

    /** Starts playing. */
    PoseStream open(DriverContext context);

    /** Returns the file whose sound belongs to the motion, if any. */
    default Optional<Path> sound() {
        return Optional.empty();
    }
}
