package io.talkinghead.lab.evaluation;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.talkinghead.face.Landmarks;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetClip;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What all results in one folder have in common. Which methods and numbers of photos there are is not part of it. */
final class ComparisonSettings {
    /** To be changed with any measure: old results must not be mixed with new ones. */
    private static final int MEASURES = 3;

    private ComparisonSettings() {}

    static Map<String, String> of(Dataset dataset, List<DatasetClip> clips, EvaluationOptions options, String backend) {
        return ImmutableSortedMap.of(
                "data",
                hash(dataset, clips),
                "seed",
                String.valueOf(options.seed()),
                "number of held-out frames",
                String.valueOf(options.heldOut()),
                "judging backend",
                backend,
                "version of measures",
                String.valueOf(MEASURES));
    }

    /** The people by whose mean CSIM is measured and those who are shown, by their landmarks: hashing all pictures takes minutes. */
    private static String hash(Dataset dataset, List<DatasetClip> clips) {
        Hasher hasher = Hashing.sha256().newHasher().putInt(dataset.resolution());
        dataset.identities().forEach(identity -> put(hasher, identity.name()));
        clips.stream().sorted(Comparator.comparing(DatasetClip::identity)).forEach(clip -> {
            put(hasher, clip.identity());
            put(hasher, clip.name());
            for (int frame = 0; frame < clip.frames(); frame++) {
                put(hasher, clip.landmarks(frame));
            }
        });
        return hasher.hash().toString();
    }

    private static void put(Hasher hasher, String name) {
        hasher.putInt(name.length()).putString(name, StandardCharsets.UTF_8);
    }

    private static void put(Hasher hasher, Landmarks landmarks) {
        for (int i = 0; i < Landmarks.COUNT; i++) {
            hasher.putFloat(landmarks.x(i)).putFloat(landmarks.y(i));
        }
    }
}
