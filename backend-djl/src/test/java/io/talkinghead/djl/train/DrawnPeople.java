package io.talkinghead.djl.train;

import io.talkinghead.djl.DrawnPerson;
import io.talkinghead.face.Landmarks;
import io.talkinghead.lab.dataset.ClipWriter;
import io.talkinghead.lab.dataset.DatasetWriter;
import io.talkinghead.lab.training.EpisodeOptions;
import io.talkinghead.lab.training.ScheduleOptions;
import io.talkinghead.lab.training.TrainingOptions;
import io.talkinghead.lab.training.TrainingPlan;
import io.talkinghead.lab.training.UpdateOptions;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import java.awt.Color;
import java.nio.file.Path;
import java.time.Duration;

/** A dataset of drawn people with skins of their own, who move; and a training of the smallest network on it. */
final class DrawnPeople {
    static final ModelSpec SPEC = ModelSpec.compact(Conditioning.guided())
            .withChannels(8, 16)
            .withResolution(64)
            .withBottleneckBlocks(1);

    private static final int SIDE = 64;

    private DrawnPeople() {}

    /** Writes a dataset of {@code people} with one clip each. */
    static void write(Path folder, int people, int frames) {
        Landmarks face = flat(DrawnPerson.face().transformed(0.5, 0, 0));
        try (DatasetWriter writer = DatasetWriter.open(folder, SIDE)) {
            for (int person = 0; person < people; person++) {
                Color skin = new Color(90 + 10 * person, 60 + 8 * person, 50 + 6 * person);
                try (ClipWriter clip = writer.begin("person" + person, "clip", "drawn")) {
                    for (int i = 0; i < frames; i++) {
                        Landmarks moved = face.transformed(0.85 + 0.03 * i, 2 + i, 4 - i);
                        clip.add(DrawnPerson.draw(moved, SIDE, skin), moved, Duration.ofMillis(100L * i));
                    }
                    clip.commit();
                }
            }
        }
    }

    private static Landmarks flat(Landmarks face) {
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            x[i] = face.x(i);
            y[i] = face.y(i);
        }
        return Landmarks.of(x, y, new float[Landmarks.COUNT]);
    }

    /** A training with fast rates and the discriminator from the first step. */
    static TrainingPlan plan(Path data, Path out, long steps) {
        EpisodeOptions episodes = EpisodeOptions.compact().withShots(1, 2).withBatch(4);
        UpdateOptions updates = UpdateOptions.defaults()
                .withRates(1e-3, 1e-3)
                .withDiscriminatorSteps(1)
                .withAverageDecay(0.9);
        ScheduleOptions schedule = ScheduleOptions.ofSteps(steps)
                .withCheckpointEvery(Duration.ofDays(1))
                .withLogEvery(5);
        TrainingOptions options = TrainingOptions.of(episodes, updates, schedule)
                .withValidationFraction(0.3)
                .withSeed(3);
        return TrainingPlan.of(SPEC, data, out, options).withName("drawn");
    }
}
