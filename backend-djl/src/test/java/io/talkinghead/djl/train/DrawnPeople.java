package io.talkinghead.djl.train;

import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.conditioning.turn.RigidTurn;
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
import io.talkinghead.testkit.Golden;
import java.awt.Color;
import java.nio.file.Path;
import java.time.Duration;

/** A dataset of drawn people with skins of their own, who move; and a training of the smallest network on it. */
public final class DrawnPeople {
    static final ModelSpec SPEC = ModelSpec.compact(Conditioning.landmarks())
            .withChannels(8, 16)
            .withResolution(64)
            .withBottleneckBlocks(1);

    static final ModelSpec TURNED =
            Golden.turnedModel().spec().withChannels(8, 16).withBottleneckBlocks(1);

    private static final int SIDE = 64;

    private DrawnPeople() {}

    /** Writes a dataset of {@code people} with one clip each. */
    public static void write(Path folder, int people, int frames) {
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

    /** Writes a dataset of people who turn their heads, the last of whom shows in a single frame. */
    static void writeTurning(Path folder, int people, int frames) {
        writeTurning(folder, SIDE, people, frames);
    }

    /** Writes such people in frames of {@code side} pixels. */
    static void writeTurning(Path folder, int side, int people, int frames) {
        PosedFace face = PosedFace.of(deepFace(side), side);
        try (DatasetWriter writer = DatasetWriter.open(folder, side)) {
            for (int person = 0; person < people; person++) {
                Color skin = new Color(90 + 10 * person, 60 + 8 * person, 50 + 6 * person);
                try (ClipWriter clip = writer.begin("person" + person, "clip", "drawn")) {
                    for (int i = 0; i < (person + 1 == people ? 1 : frames); i++) {
                        Landmarks turned = new RigidTurn(0, 0.15 * i - 0.2, 0.02 * i, 1, 0.01 * i, 0).apply(face);
                        clip.add(DrawnPerson.draw(turned, side, skin), turned, Duration.ofMillis(100L * i));
                    }
                    clip.commit();
                }
            }
        }
    }

    /** A face with depth in a crop. */
    private static Landmarks deepFace(int side) {
        return Golden.deepLandmarks(
                        Golden.tensors("guided-v3/geometry.safetensors").tensor("geometry.near.photo.landmarks"))
                .transformed(side / 256.0, 0, 0);
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

    /** A training of heads that turn, with the discriminator from the first step and every second guide re-posed. */
    static TrainingPlan turnedPlan(Path data, Path out, long steps) {
        return turnedPlan(TURNED, data, out, steps);
    }

    /** The same with other heads that turn. */
    static TrainingPlan turnedPlan(ModelSpec spec, Path data, Path out, long steps) {
        TrainingOptions options = plan(data, out, steps).options();
        return TrainingPlan.of(
                        spec,
                        data,
                        out,
                        options.withEpisodes(EpisodeOptions.turning()
                                        .withShots(1, 2)
                                        .withBatch(4)
                                        .withReposed(0.5))
                                .withUpdates(UpdateOptions.turning()
                                        .withRates(1e-3, 1e-3)
                                        .withAverageDecay(0.9)
                                        .withCooling(false)))
                .withName("drawn");
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
