package io.talkinghead.lab.comparison;

import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Which networks of a method are trained, and from where.
 *
 * @param size of the networks
 * @param resolution side of the pictures, 128 or 256; larger ones of the dataset are scaled down
 * @param start folder of a finished training of the same method and size, at any resolution: what both have of the same name and shape is
 *     taken over, the rest is drawn at random, as all is when there is none
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record BaselineNetworks(BaselineSize size, int resolution, Optional<Path> start) {
    /** Checks the values. */
    public BaselineNetworks {
        if (resolution != 128 && resolution != 256) {
            throw new IllegalArgumentException("the resolution is 128 or 256, not " + resolution);
        }
    }

    /** Takes networks that are drawn at random. */
    public BaselineNetworks(BaselineSize size, int resolution) {
        this(size, resolution, Optional.empty());
    }
}
