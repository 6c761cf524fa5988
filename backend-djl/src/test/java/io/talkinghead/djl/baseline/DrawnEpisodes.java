package io.talkinghead.djl.baseline;

import ai.djl.ndarray.NDScope;
import io.talkinghead.djl.train.DrawnPeople;
import io.talkinghead.djl.train.Episode;
import io.talkinghead.djl.train.EpisodeSampler;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.Workers;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.lab.training.TrainingLosses;
import java.nio.file.Path;
import java.util.List;

/** Episodes of drawn people, and steps of trainings by them. */
final class DrawnEpisodes {
    private DrawnEpisodes() {}

    /** Draws those of a first step. */
    static List<Episode> of(Baseline method, Path folder) {
        DrawnPeople.write(folder, 4, 4);
        List<DatasetClip> clips = Dataset.open(folder).identities().stream()
                .flatMap(person -> person.clips().stream())
                .toList();
        EpisodeSampler sampler = new EpisodeSampler(clips, method.episodes(), method.resolution(), 1);
        try (Workers workers = EpisodeSampler.workers()) {
            return sampler.begin(0, workers).stream()
                    .map(Awaited::getUninterruptibly)
                    .toList();
        }
    }

    /** Learns once, fast. */
    static TrainingLosses learn(BaselineTraining training, List<Episode> episodes, double done) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return training.step(episodes, done, 5);
        }
    }
}
