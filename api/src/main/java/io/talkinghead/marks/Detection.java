package io.talkinghead.marks;

import io.talkinghead.image.Synthesis;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * What marks say of a picture or video.
 *
 * @param metadata what the file's metadata says, whichever program wrote it; nothing for a frame in memory that does not know
 * @param watermark whether the invisible watermark is there
 * @param falseAlarm an upper bound on the chance that a picture without the watermark, or one of as many of them, looks at least as much
 *     like one with it: at most {@value #FALSE_ALARMS} where {@code watermark} is true, 1 where nothing speaks for it
 * @param payload the application's 32 bits, where the watermark holds some and they could be read
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Detection(Optional<Synthesis> metadata, boolean watermark, double falseAlarm, OptionalInt payload) {
    /** The largest chance at which the watermark counts as found. */
    public static final double FALSE_ALARMS = 1e-9;

    /** Tells whether any mark says that it is synthetic. That none does is no proof that it is not. */
    public boolean isMarked() {
        return watermark || metadata.isPresent();
    }
}
