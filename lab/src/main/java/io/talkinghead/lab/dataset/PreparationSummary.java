package io.talkinghead.lab.dataset;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * What a dataset holds after its preparation.
 *
 * @param identities persons with at least one clip
 * @param clips of all persons
 * @param frames of all clips
 * @param rejected sources without a usable clip, in this run or before, with the reason
 * @param problems parts left out in this run, such as damaged pictures, by source
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PreparationSummary(
        int identities, int clips, int frames, Map<String, String> rejected, Map<String, String> problems) {
    /** Copies. */
    public PreparationSummary {
        rejected = ImmutableMap.copyOf(rejected);
        problems = ImmutableMap.copyOf(problems);
    }
}
