package io.talkinghead.djl.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.djl.sample.Shot;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.lab.training.EpisodeOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpisodeSamplerTest {
    @TempDir
    private Path folder;

    private List<DatasetClip> clips;

    @BeforeEach
    void write() {
        DrawnPeople.write(folder, 6, 5);
        clips = Dataset.open(folder).identities().stream()
                .flatMap(identity -> identity.clips().stream())
                .toList();
    }

    private EpisodeSampler sampler(EpisodeOptions options, long seed) {
        return new EpisodeSampler(clips, options, 64, seed);
    }

    @Test
    void step_sameSeed_drawsTheSameWhateverWasDrawnBefore() {
        EpisodeOptions options = EpisodeOptions.compact();
        EpisodeSampler first = sampler(options, 1);
        first.step(0);
        List<Episode> one = first.step(7);
        List<Episode> same = sampler(options, 1).step(7);
        List<Episode> other = sampler(options, 2).step(7);
        assertThat(planes(same)).isEqualTo(planes(one));
        assertThat(planes(other)).isNotEqualTo(planes(one));
    }

    private static List<List<Float>> planes(List<Episode> episodes) {
        List<List<Float>> all = new ArrayList<>();
        for (Episode episode : episodes) {
            List<Float> values = new ArrayList<>();
            values.add((float) episode.row());
            values.add((float) episode.photos().size());
            for (float value : episode.target().planes()) {
                values.add(value);
            }
            all.add(values);
        }
        return all;
    }

    @Test
    void step_overAnEpoch_showsEveryClipOnce() {
        EpisodeSampler sampler = sampler(EpisodeOptions.paper().withShots(1, 1).withBatch(4), 3);
        List<Integer> rows = new ArrayList<>();
        for (int step = 0; step < 3; step++) {
            sampler.step(step).forEach(episode -> rows.add(episode.row()));
        }
        Integer[] all = IntStream.range(0, clips.size()).boxed().toArray(Integer[]::new);
        assertThat(rows.subList(0, 6)).containsExactlyInAnyOrder(all);
        assertThat(rows.subList(6, 12)).containsExactlyInAnyOrder(all);
    }

    @Test
    void step_always_keepsTheTargetApartFromThePhotosAndTheGuideAmongThem() {
        EpisodeSampler sampler = sampler(EpisodeOptions.compact().withShots(1, 9), 4);
        for (int step = 0; step < 5; step++) {
            for (Episode episode : sampler.step(step)) {
                assertThat(episode.photos()).hasSizeBetween(1, 4);
                assertThat(episode.photos()).contains(episode.guide());
                for (Shot photo : episode.photos()) {
                    assertThat(photo.landmarks()).isNotEqualTo(episode.target().landmarks());
                }
            }
        }
    }

    @Test
    void step_nearestGuide_isThePhotoNearestInPose() {
        EpisodeSampler sampler =
                sampler(EpisodeOptions.paper().withShots(4, 4).withBatch(6).withRandomGuide(0), 5);
        for (Episode episode : sampler.step(0)) {
            double guide = episode.guide().poseDistance(episode.target());
            assertThat(episode.photos()).allMatch(photo -> photo.poseDistance(episode.target()) >= guide);
        }
    }

    @Test
    void step_allReposed_guidesByTheTargetHeldOtherwise() {
        EpisodeSampler sampler =
                sampler(EpisodeOptions.paper().withShots(2, 2).withBatch(6).withReposed(1), 7);
        for (Episode episode : sampler.step(0)) {
            assertThat(episode.photos()).hasSize(2);
            assertThat(episode.guideIndex()).isZero();
            assertThat(episode.guide().landmarks())
                    .isNotEqualTo(episode.target().landmarks());
            assertThat(episode.photos().get(1).landmarks())
                    .isNotEqualTo(episode.target().landmarks());
            assertThat(distance(episode.guide().planes(), episode.target().planes()))
                    .isLessThan(distance(episode.guide().planes(), new float[3 * 64 * 64]));
        }
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum;
    }

    @Test
    void step_clipOfOneFrame_isAlwaysReposed(@TempDir Path single) {
        DrawnPeople.write(single, 3, 1);
        clips = Dataset.open(single).identities().stream()
                .flatMap(identity -> identity.clips().stream())
                .toList();
        for (Episode episode : sampler(EpisodeOptions.turning(), 8).step(0)) {
            assertThat(episode.photos()).containsExactly(episode.guide());
        }
    }

    @Test
    void step_farTargets_changeMoreThanAnyTargets() {
        assertThat(meanChange(1)).isGreaterThan(1.15 * meanChange(0));
    }

    private double meanChange(double farTargets) {
        EpisodeSampler sampler =
                sampler(EpisodeOptions.paper().withShots(1, 1).withBatch(60).withFarTargets(farTargets), 6);
        return sampler.step(0).stream()
                .mapToDouble(episode -> Change.between(
                        episode.guide().landmarks(), episode.target().landmarks()))
                .average()
                .orElseThrow();
    }
}
