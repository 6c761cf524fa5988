package io.talkinghead.spark;

import io.talkinghead.lab.dataset.PreparationOptions;
import java.io.Serializable;

/**
 * The options of a preparation as they travel to executors; each of their cores works on one source at a time.
 *
 * @param resolution side of the crops in pixels
 * @param minFrames fewest of a clip
 * @param maxFrames most of a source
 * @param maxFramesPerSecond most a second of video
 */
record PreparationSettings(int resolution, int minFrames, int maxFrames, double maxFramesPerSecond)
        implements Serializable {
    static PreparationSettings of(PreparationOptions options) {
        return new PreparationSettings(
                options.resolution(), options.minFrames(), options.maxFrames(), options.maxFramesPerSecond());
    }

    PreparationOptions options() {
        return PreparationOptions.defaults()
                .withThreads(1)
                .withResolution(resolution)
                .withFrames(minFrames, maxFrames)
                .withMaxFramesPerSecond(maxFramesPerSecond);
    }
}
