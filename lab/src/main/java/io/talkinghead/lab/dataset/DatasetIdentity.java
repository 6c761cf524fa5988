package io.talkinghead.lab.dataset;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.apiguardian.api.API;

/**
 * One person of a dataset.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param name unique in the dataset
 * @param clips at least one, sorted by name
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record DatasetIdentity(String name, List<DatasetClip> clips) {
    /** Checks and copies. */
    public DatasetIdentity {
        checkArgument(!clips.isEmpty(), "an identity has at least one clip");
        clips = List.copyOf(clips);
    }
}
