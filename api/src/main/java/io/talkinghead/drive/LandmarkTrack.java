package io.talkinghead.drive;

import io.talkinghead.face.Landmarks;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The landmarks of one face over time.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param framesPerSecond of the frames
 * @param widthPx of the source the landmarks were measured in
 * @param heightPx of that source
 * @param frames one entry a frame, empty where no face was found
 */
public record LandmarkTrack(double framesPerSecond, int widthPx, int heightPx, List<Optional<Landmarks>> frames) {
    /** Copies the list. */
    public LandmarkTrack {
        frames = List.copyOf(frames);
    }

    /** Reads a track file. */
    public static LandmarkTrack read(Path file) {
        throw new UnsupportedOperationException(file.toString());
    }

    /** Writes a track file. */
    public void write(Path file) {
        throw new UnsupportedOperationException(file.toString());
    }
}
