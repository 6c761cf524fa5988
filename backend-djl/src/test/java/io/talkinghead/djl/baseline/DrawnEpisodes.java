package io.talkinghead.djl.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
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

    /** Checks that a training which is restored loses to the last bit what it would have lost without a break. */
    static void assertGoesOn(Baseline method, Path folder, NDManager manager) {
        List<Episode> episodes = of(method, folder);
        BaselineState state;
        TrainingLosses expected;
        try (BaselineTraining training = method.training(BaselineState.fresh(method.fresh(1)), manager)) {
            learn(training, episodes, 0);
            state = training.state();
            learn(training, episodes, 0);
            expected = learn(training, episodes, 0);
        }
        try (BaselineTraining training = method.training(state, manager)) {
            learn(training, episodes, 0);
            assertThat(learn(training, episodes, 0)).isEqualTo(expected);
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
