package io.talkinghead.lab.dataset;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How a dataset is prepared.
 *
 * @param threads clips worked on at once, 1 or more
 * @param resolution side of the crops in pixels, 16 to 4096
 * @param minFrames clips with fewer frames are left out; 1 lets single photos in
 * @param maxFrames at most so many frames of a source, spread evenly over it where its length is known
 * @param maxFramesPerSecond of a video's frames, more are left out; folders of pictures have no times and are not thinned
 */
public record PreparationOptions(int threads, int resolution, int minFrames, int maxFrames, double maxFramesPerSecond) {
    /** Checks the values. */
    public PreparationOptions {
        checkArgument(threads >= 1, "at least one thread is needed, not %s", threads);
        checkArgument(
                resolution >= DatasetDescription.MIN_RESOLUTION && resolution <= DatasetDescription.MAX_RESOLUTION,
                "the resolution must be %s to %s, not %s",
                DatasetDescription.MIN_RESOLUTION,
                DatasetDescription.MAX_RESOLUTION,
                resolution);
        checkArgument(minFrames >= 1, "a clip has at least one frame, not %s", minFrames);
        checkArgument(
                maxFrames >= minFrames, "at most %s frames cannot be fewer than at least %s", maxFrames, minFrames);
        checkArgument(maxFramesPerSecond > 0, "frames per second must be positive, not %s", maxFramesPerSecond);
    }

    /** All processors, 256 px, 2 to 64 frames, at most 10 a second. */
    public static PreparationOptions defaults() {
        return new PreparationOptions(Runtime.getRuntime().availableProcessors(), 256, 2, 64, 10);
    }
}
