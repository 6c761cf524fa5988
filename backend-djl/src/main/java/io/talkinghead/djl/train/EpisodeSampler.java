package io.talkinghead.djl.train;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import io.talkinghead.conditioning.Guides;
import io.talkinghead.conditioning.turn.RigidTurn;
import io.talkinghead.djl.sample.Augmentation;
import io.talkinghead.djl.sample.Shot;
import io.talkinghead.face.Landmarks;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.Workers;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.lab.training.EpisodeOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Draws episodes. What is drawn for a step depends on the seed and the step alone, so a training that goes on from a
 * checkpoint sees what it would have seen. Every clip comes once before any comes again.
 *
 * <p><b>Threading:</b> any number of threads.
 */
public final class EpisodeSampler {
    /** A target far from the photo is the farthest of so many. */
    private static final int CANDIDATES = 4;

    private final ImmutableList<DatasetClip> clips;
    private final EpisodeOptions options;
    private final int resolution;
    private final long seed;

    /** Draws from clips of two frames or more, of one where guides are re-posed. */
    public EpisodeSampler(List<DatasetClip> clips, EpisodeOptions options, int resolution, long seed) {
        this.clips = ImmutableList.copyOf(clips);
        this.options = options;
        this.resolution = resolution;
        this.seed = seed;
    }

    /** Makes the threads that draw: several, as a GPU is done with episodes sooner than one core draws them. */
    public static Workers workers() {
        return Workers.of("talkinghead-episodes", Runtime.getRuntime().availableProcessors());
    }

    /** Draws the episodes of a step, from 0. */
    List<Episode> step(long step) {
        try (Workers workers = workers()) {
            return begin(step, workers).stream()
                    .map(Awaited::getUninterruptibly)
                    .toList();
        }
    }

    /** Begins to draw the episodes of a step, from 0. */
    public List<Future<Episode>> begin(long step, Workers workers) {
        long first = step * options.batch();
        long epoch = -1;
        List<Integer> order = List.of();
        List<Integer> rows = new ArrayList<>();
        for (long index = first; index < first + options.batch(); index++) {
            if (index / clips.size() != epoch) {
                epoch = index / clips.size();
                order = order(epoch);
            }
            rows.add(order.get((int) (index % clips.size())));
        }
        List<Future<Episode>> begun = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.get(i);
            Random random = new Random(mixed("episode", first + i));
            begun.add(workers.submit(() -> draw(row, random)));
        }
        return begun;
    }

    private List<Integer> order(long epoch) {
        List<Integer> rows =
                new ArrayList<>(IntStream.range(0, clips.size()).boxed().toList());
        Collections.shuffle(rows, new Random(mixed("epoch", epoch)));
        return rows;
    }

    private long mixed(String what, long number) {
        // Random's own seeds are alike when their numbers are.
        return Hashing.sha256()
                .newHasher()
                .putUnencodedChars(what)
                .putLong(seed)
                .putLong(number)
                .hash()
                .asLong();
    }

    private Episode draw(int row, Random random) {
        DatasetClip clip = clips.get(row);
        if (options.reposed() > 0 && (clip.frames() == 1 || random.nextDouble() < options.reposed())) {
            return reposed(row, random);
        }
        List<Integer> frames =
                new ArrayList<>(IntStream.range(0, clip.frames()).boxed().toList());
        Collections.shuffle(frames, random);
        int first = frames.remove(0);
        int target = target(clip, first, frames, random);
        frames.remove(Integer.valueOf(target));
        int shots = Math.min(shots(random), 1 + frames.size());
        List<Integer> photos = new ArrayList<>(frames.subList(0, shots - 1));
        photos.add(0, first);
        boolean randomGuide = random.nextDouble() < options.randomGuide();
        Augmentation augmentation = augmentation(random);
        List<Shot> made =
                photos.stream().map(frame -> shot(clip, frame, augmentation)).toList();
        Shot moved = shot(clip, target, augmentation);
        // The first photo was drawn at random.
        return new Episode(row, made, randomGuide ? 0 : nearest(made, moved), moved);
    }

    /** Draws a target that guides itself with its head held otherwise, and further photos of the clip. */
    private Episode reposed(int row, Random random) {
        DatasetClip clip = clips.get(row);
        List<Integer> frames =
                new ArrayList<>(IntStream.range(0, clip.frames()).boxed().toList());
        Collections.shuffle(frames, random);
        int shots = Math.min(shots(random), frames.size());
        Augmentation augmentation = augmentation(random);
        Shot target = shot(clip, frames.get(0), augmentation);
        List<Shot> photos = new ArrayList<>(List.of(target.reposed(RigidTurn.draw(random))));
        frames.subList(1, shots).forEach(frame -> photos.add(shot(clip, frame, augmentation)));
        return new Episode(row, photos, 0, target);
    }

    private int shots(Random random) {
        return options.minShots() + random.nextInt(options.maxShots() - options.minShots() + 1);
    }

    private Augmentation augmentation(Random random) {
        return options.augment() ? Augmentation.draw(random) : Augmentation.NONE;
    }

    private int target(DatasetClip clip, int photo, List<Integer> others, Random random) {
        if (random.nextDouble() >= options.farTargets()) {
            return others.get(0);
        }
        Landmarks from = clip.landmarks(photo);
        return others.stream()
                .limit(CANDIDATES)
                .max(Comparator.comparingDouble(frame -> Change.between(from, clip.landmarks(frame))))
                .orElseThrow();
    }

    private static int nearest(List<Shot> photos, Shot target) {
        Guides guides = new Guides(photos.stream().map(Shot::photo).toList());
        return guides.indexOfNearest(target.photo().face());
    }

    private Shot shot(DatasetClip clip, int frame, Augmentation augmentation) {
        return augmentation.apply(clip.picture(frame), clip.calibrated(frame), resolution);
    }
}
