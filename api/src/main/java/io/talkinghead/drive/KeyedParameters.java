package io.talkinghead.drive;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSortedMap;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Parameters at some times, and what lies between: slow at each key, as heads move.
 *
 * <p><b>Threading:</b> immutable.
 */
final class KeyedParameters implements ParameterSource {
    private final NavigableMap<Duration, FaceParameters> keys;

    /** Copies the keys. */
    KeyedParameters(SortedMap<Duration, FaceParameters> keys) {
        checkArgument(!keys.isEmpty(), "at least one key is needed");
        checkArgument(!keys.firstKey().isNegative(), "a key lies %s before the start", keys.firstKey());
        this.keys = ImmutableSortedMap.copyOfSorted(keys);
    }

    @Override
    public FaceParameters at(Duration time) {
        Map.Entry<Duration, FaceParameters> before = keys.floorEntry(time);
        Map.Entry<Duration, FaceParameters> after = keys.higherEntry(time);
        if (before == null) {
            return keys.firstEntry().getValue();
        }
        if (after == null) {
            return before.getValue();
        }
        double way = (double) time.minus(before.getKey()).toNanos();
        double share = way / (double) after.getKey().minus(before.getKey()).toNanos();
        return before.getValue().towards(after.getValue(), share * share * (3 - 2 * share));
    }

    @Override
    public Optional<Duration> last() {
        return Optional.of(keys.lastKey());
    }
}
