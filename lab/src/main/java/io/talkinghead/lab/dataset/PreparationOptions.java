package io.talkinghead.lab.dataset;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How a dataset is prepared. Values out of range are refused with an
 * {@link IllegalArgumentException} that names them.
 *
 * <p><b>Threading:</b> immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PreparationOptions {
    private final Values values;

    private PreparationOptions(Values values) {
        values.check();
        this.values = values;
    }

    /** All processors, 256 px, 2 to 64 frames, at most 10 per second. */
    public static PreparationOptions defaults() {
        return new PreparationOptions(new Values());
    }

    /** Returns how many clips are worked on at once, 1 or more. */
    public int threads() {
        return values.threads;
    }

    /** Returns the side of the crops in pixels, 16 to 4096. */
    public int resolution() {
        return values.resolution;
    }

    /** Returns how many frames a clip must have; 1 lets single photos in. */
    public int minFrames() {
        return values.minFrames;
    }

    /** Returns how many frames of a source are taken at most, spread evenly over it where its length is known. */
    public int maxFrames() {
        return values.maxFrames;
    }

    /** Returns the most frames taken per second of video, above 0; folders of pictures have no times and are not thinned. */
    public double maxFramesPerSecond() {
        return values.maxFramesPerSecond;
    }

    private PreparationOptions with(Consumer<Values> change) {
        Values changed = new Values(values);
        change.accept(changed);
        return new PreparationOptions(changed);
    }

    /** Returns these options with another number of threads. */
    public PreparationOptions withThreads(int other) {
        return with(changed -> changed.threads = other);
    }

    /** Returns these options with crops of another size. */
    public PreparationOptions withResolution(int other) {
        return with(changed -> changed.resolution = other);
    }

    /** Returns these options with other numbers of frames of a clip. */
    public PreparationOptions withFrames(int min, int max) {
        return with(changed -> {
            changed.minFrames = min;
            changed.maxFrames = max;
        });
    }

    /** Returns these options with another limit of frames per second. */
    public PreparationOptions withMaxFramesPerSecond(double other) {
        return with(changed -> changed.maxFramesPerSecond = other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PreparationOptions that && values.all().equals(that.values.all());
    }

    @Override
    public int hashCode() {
        return values.all().hashCode();
    }

    @Override
    public String toString() {
        return "PreparationOptions" + values.all();
    }

    /** The options, changed only before they are given to their owner. */
    private static final class Values {
        private int threads = Runtime.getRuntime().availableProcessors();
        private int resolution = 256;
        private int minFrames = 2;
        private int maxFrames = 64;
        private double maxFramesPerSecond = 10;

        Values() {}

        Values(Values other) {
            threads = other.threads;
            resolution = other.resolution;
            minFrames = other.minFrames;
            maxFrames = other.maxFrames;
            maxFramesPerSecond = other.maxFramesPerSecond;
        }

        void check() {
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

        Map<String, @Nullable Object> all() {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            all.put("threads", threads);
            all.put("resolution", resolution);
            all.put("minFrames", minFrames);
            all.put("maxFrames", maxFrames);
            all.put("maxFramesPerSecond", maxFramesPerSecond);
            return all;
        }
    }
}
