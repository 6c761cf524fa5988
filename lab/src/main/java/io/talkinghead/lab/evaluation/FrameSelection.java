package io.talkinghead.lab.evaluation;

import com.google.common.hash.Hashing;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.lab.dataset.DatasetIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which frames of a person's video are the photos and which are held out.
 *
 * @param clip the person's longest
 * @param photos frames to make the person from
 * @param heldOut frames to compare, none of the photos; with more photos they are among those with fewer
 */
record FrameSelection(DatasetClip clip, List<Integer> photos, List<Integer> heldOut) {
    /** Frames farther apart show motion, and no trembling. */
    private static final Duration CLOSE = Duration.ofMillis(200);

    private static final int MOST_CONSECUTIVE = 16;

    /** Draws from a clip of more frames than {@code shots}; the same names and seed give the same. */
    static FrameSelection of(DatasetClip clip, int shots, int mostHeldOut, long seed) {
        List<Integer> frames =
                new ArrayList<>(IntStream.range(0, clip.frames()).boxed().toList());
        Collections.shuffle(frames, new Random(hash(clip.identity() + "/" + clip.name(), seed)));
        int from = Math.max(shots, frames.size() - mostHeldOut);
        return new FrameSelection(
                clip, List.copyOf(frames.subList(0, shots)), List.copyOf(frames.subList(from, frames.size())));
    }

    /** Draws from all clips that are long enough. */
    static List<FrameSelection> all(List<DatasetClip> clips, int shots, EvaluationOptions options) {
        return clips.stream()
                .filter(clip -> clip.frames() > shots)
                .map(clip -> of(clip, shots, options.heldOut(), options.seed()))
                .toList();
    }

    /** Returns how many photos there are. */
    int shots() {
        return photos.size();
    }

    /**
     * Returns frames that follow each other closely, for what is measured over time: the longest such part of the clip, the first of
     * equals, cut off at its end. Photos may be among them; the part is the same for every number of photos.
     */
    List<Integer> consecutive() {
        int from = 0;
        int best = 0;
        int length = 0;
        for (int frame = 0; frame < clip.frames(); frame++) {
            boolean follows =
                    frame > 0 && clip.time(frame).minus(clip.time(frame - 1)).compareTo(CLOSE) <= 0;
            from = follows ? from : frame;
            if (frame - from + 1 > length) {
                best = from;
                length = frame - from + 1;
            }
        }
        return IntStream.range(best, best + Math.min(length, MOST_CONSECUTIVE))
                .boxed()
                .toList();
    }

    static DatasetClip longest(DatasetIdentity identity) {
        // Of equally long ones the first: max would take the last.
        return Collections.max(
                identity.clips(),
                Comparator.comparingInt(DatasetClip::frames)
                        .thenComparing(Comparator.comparing(DatasetClip::name).reversed()));
    }

    /** Chooses the persons: those whose videos allow most of the shots first, else in an order drawn by the seed. */
    static List<DatasetClip> persons(List<DatasetIdentity> identities, EvaluationOptions options) {
        Comparator<DatasetClip> byShots = Comparator.comparingLong((DatasetClip clip) -> options.shots().stream()
                        .filter(shots -> clip.frames() > shots)
                        .count())
                .reversed();
        Comparator<DatasetClip> byHash = Comparator.comparingLong(clip -> hash(clip.identity(), options.seed()));
        return identities.stream()
                .map(FrameSelection::longest)
                .filter(clip -> clip.frames() > options.shots().get(0))
                .sorted(byShots.thenComparing(byHash))
                .limit(options.identities() == 0 ? Long.MAX_VALUE : options.identities())
                .toList();
    }

    /** Says that no clip is long enough. */
    static TalkingHeadException nobody(int persons, EvaluationOptions options) {
        return new TalkingHeadException(
                ErrorCode.DATASET_INVALID,
                "none of the " + persons + " persons has a clip of more than "
                        + options.shots().get(0) + " frames; take fewer photos or more persons");
    }

    private static long hash(String name, long seed) {
        return Hashing.sha256()
                .newHasher()
                .putLong(seed)
                .putString(name, StandardCharsets.UTF_8)
                .hash()
                .asLong();
    }
}
